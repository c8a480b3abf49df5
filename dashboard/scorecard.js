// Draws the cards of a month, all of them as one element, and says which of them is to be opened.

const element = (tag, name, text) => {
    const made = document.createElement(tag);
    if (name) { made.className = name; }
    if (text) { made.textContent = text; }
    return made;
};

const icon = (name) => {
    const drawn = element("span", "scorecard-icon", name);
    drawn.ariaHidden = "true";
    drawn.translate = false;
    return drawn;
};

const withIcon = (tag, name, {icon: sign, text, tone}) => {
    const drawn = element(tag, `${name} scorecard-${tone}`);
    drawn.append(icon(sign), element("span", "", text));
    return drawn;
};

const drawCard = (card, behind, open) => {
    const drawn = element("article", "scorecard-card");
    const label = element("p", "scorecard-label", card.label);
    label.title = card.help;
    const button = element("button", "scorecard-behind");
    button.type = "button";
    button.append(icon("search"), element("span", "", behind));
    // Sixteen buttons of one name would all sound alike.
    button.ariaLabel = `${behind}: ${card.label}`;
    button.addEventListener("click", () => open(card.figure));
    drawn.append(
        withIcon("p", "scorecard-verdict", card.verdict),
        label,
        element("p", "scorecard-value", card.value),
        ...(card.remark ? [element("p", "scorecard-remark", card.remark)] : []),
        ...card.changes.map((change) => withIcon("p", "scorecard-change", change)),
        button,
    );
    return drawn;
};

export default function ({data, parentElement, setTriggerValue}) {
    const root = parentElement.querySelector(".scorecard");
    const said = JSON.stringify(data);
    // The same cards stay, and with them the place of whoever walks through them by keyboard.
    if (root.said === said) { return; }
    root.said = said;
    const open = (figure) => setTriggerValue("opened", figure);
    root.replaceChildren(
        ...data.sections.map(({title, cards}) => {
            const section = element("section");
            const grid = element("div", "scorecard-grid");
            grid.append(...cards.map((card) => drawCard(card, data.behind, open)));
            section.append(element("h3", "", title), grid);
            return section;
        }),
    );
}
