# ruff: noqa: RUF001  # letters of other scripts are meant
"""Names of months and weekdays in the languages of our users, as exports write them."""

# One line per month: English; Russian; Ukrainian; Hungarian; Polish; German; French; Spanish;
# Filipino. Whole names in the forms that stand in dates, then short ones without their full stop.
_MONTHS = (
    "january jan январь января янв січень січня січ január styczeń stycznia sty januar jänner "
    "janvier janv enero ene ener",
    "february feb февраль февраля фев февр лютий лютого лют február febr luty lutego lut "
    "februar feber février févr fév febrero pebrero peb",
    "march mar март марта мар березень березня бер március márc már marzec marca märz mär mrz "
    "mars marzo marso",
    "april apr апрель апреля апр квітень квітня квіт кві április ápr kwiecień kwietnia kwi avril "
    "avr abril abr",
    "may май мая травень травня трав тра május máj maj maja mai mayo",
    "june jun июнь июня июн червень червня черв чер június jún czerwiec czerwca cze juni juin "
    "junio hunyo hun",
    "july jul июль июля июл липень липня лип július júl lipiec lipca lip juli juillet juil julio "
    "hulyo hul",
    "august aug август августа авг серпень серпня серп сер augusztus sierpień sierpnia sie août "
    "aoû agosto ago",
    "september sep sept сентябрь сентября сен сент вересень вересня вер szeptember szept szep "
    "wrzesień września wrz septembre septiembre setiembre set setyembre",
    "october oct октябрь октября окт жовтень жовтня жовт жов október okt październik "
    "października paź oktober octobre octubre oktubre",
    "november nov ноябрь ноября ноя нояб листопад листопада лист лис listopad listopada lis "
    "novembre noviembre nobyembre nob",
    "december dec декабрь декабря дек грудень грудня груд гру grudzień grudnia gru dezember dez "
    "décembre déc diciembre dic disyembre dis",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}

_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс "
    "понеділок вівторок середа четвер пʼятниця п'ятниця субота неділя нд hétfő kedd szerda "
    "csütörtök péntek szombat vasárnap poniedziałek wtorek środa czwartek piątek sobota niedziela "
    "pon wt śr czw pt sob niedz montag dienstag mittwoch donnerstag freitag samstag sonnabend "
    "sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer "
    "jeu ven sam dim lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom "
    "lunes martes miyerkules huwebes biyernes sabado linggo"
)
# The longest first: a pattern takes the first that fits.
WEEKDAY = "|".join(sorted(set(_WEEKDAYS.split()), key=len, reverse=True))
