"""The addresses of collecting."""

from lineofsight.partnership.rules import Act
from lineofsight.web.rounds import answering, links, packs, running
from lineofsight.web.route import FORM, route

RUN = Act.ROUND_RUN
ROUTES = (
    route("rounds", running.list_rounds, may=Act.ROUND_READ, name="rounds"),
    route("reviews/<review:ref>/rounds/new", running.open_round, may=RUN, name="open_round", methods=FORM),
    route("rounds/<round:ref>", running.show_round, may=Act.ROUND_READ, name="round"),
    route("rounds/<round:ref>/reminders", running.show_reminders, may=RUN, name="reminders"),
    route("rounds/<round:ref>/remind", running.mail_reminders, may=RUN, name="mail_reminders", methods="POST"),
    route("rounds/<round:ref>/close", running.close_round, may=RUN, name="close_round", methods=FORM),
    route("shares/<share:ref>", answering.show_share, may=Act.ROUND_READ, name="share"),
    route("shares/<share:ref>/more-time", running.extend_share, may=RUN, name="extend_share", methods=FORM),
    route("asked/<asked:ref>/answer", answering.answer_item, may=Act.ROUND_ANSWER, name="answer_item", methods=FORM),
    route(
        "asked/<asked:ref>/unchanged",
        answering.confirm_unchanged,
        may=Act.ROUND_ANSWER,
        name="confirm_unchanged",
        methods="POST",
    ),
    route("shares/<share:ref>/pack", packs.show_pack, may=Act.PACK_MAKE, name="share_pack", methods=FORM),
    route("shares/<share:ref>/pack/file", packs.download_pack, may=Act.PACK_MAKE, name="download_pack", methods="POST"),
    route("packs/<pack_reading:ref>", packs.show_reading, may=Act.PACK_MAKE, name="pack"),
    route("packs/<pack_reading:ref>/take", packs.take_pack, may=Act.PACK_TAKE, name="take_pack", methods="POST"),
    route("packs/<pack_reading:ref>/leave", packs.leave_pack, may=Act.PACK_TAKE, name="leave_pack", methods="POST"),
    route("asked/<asked:ref>/links", links.reply_links, may=RUN, name="reply_links", methods=FORM),
    route("links/<reply_link:ref>/mail", links.mail_link, may=RUN, name="mail_link", methods="POST"),
    route("links/<reply_link:ref>/end", links.revoke_link, may=RUN, name="revoke_link", methods="POST"),
    route("reply/<str:token>", links.reply, may=Act.REPLY_OPEN, name="reply", methods=FORM),
    route("asked/<asked:ref>/on-behalf", answering.answer_on_behalf, may=RUN, name="on_behalf", methods=FORM),
)
