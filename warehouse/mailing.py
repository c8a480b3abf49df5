"""Send a file by mail, through the server that `salon.toml` names: the one thing that may leave."""

import os
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from warehouse.settings import Mail

_SECONDS = 60
_TYPES = {
    "pdf": ("application", "pdf"),
    "html": ("text", "html"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class MailError(Exception):
    """The mail was not sent; the text says why and what to do."""


def send(mail: Mail, subject: str, text: str, files: Mapping[str, bytes]) -> None:
    """Send files, by their names, to everybody in `mail.to`; `MailError` where it is not taken."""
    message = _written(mail, subject, text, files)
    try:
        with _connected(mail) as server:
            refused = server.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(
            f"The mail server {mail.server} did not accept the user {mail.user!r} with the "
            f"password in {mail.password_variable}. Correct either and send again."
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        raise MailError(
            f"The mail server {mail.server}, port {mail.port}, did not take the mail: {error}. "
            "Check [mail] in salon.toml and send again; the file itself is written."
        ) from error
    if refused:
        raise MailError(
            f"The mail server {mail.server} refused some receivers: {', '.join(refused)}. "
            "The others have the mail."
        )


def _written(mail: Mail, subject: str, text: str, files: Mapping[str, bytes]) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, mail.sender, ", ".join(mail.to)
    message["Date"], message["Message-ID"] = formatdate(localtime=True), make_msgid()
    message.set_content(text)
    for name, content in files.items():
        main, sub = _TYPES[name.rsplit(".", 1)[1]]
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message


def _connected(mail: Mail) -> smtplib.SMTP:
    """Connect as `mail` says and log in where a user is named."""
    host, context = mail.server or "", ssl.create_default_context()
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, mail.port, timeout=_SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, mail.port, timeout=_SECONDS)
    try:
        if mail.security == "starttls":
            server.starttls(context=context)
        if mail.user:
            server.login(mail.user, _password(mail))
    except BaseException:
        server.close()
        raise
    return server


def _password(mail: Mail) -> str:
    password = os.environ.get(mail.password_variable)
    if password is None:
        raise MailError(
            f"[mail] names a user, but the environment variable {mail.password_variable} with the "
            "password is not set. Set it and send again."
        )
    return password
