"""The page on which a recommendation or an action is moved on: where it may go, and then the move itself."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.actions import moving
from lineofsight.assurance.queries import chain
from lineofsight.partnership.moves import Move, ReasonNeeded
from lineofsight.web.chain.forms import MoveForm
from lineofsight.web.chain.words import MOVE_WORDS, buttons
from lineofsight.web.form_page import form_page


def move_on(
    request: HttpRequest,
    row: Any,
    kind: str,
    moves: tuple[Move, ...],
    *,
    targets: Collection[str],
    act: Callable[[dict[str, Any]], None],
    others: Sequence[Any] = (),
) -> HttpResponse:
    """Move it where the address says, or show where it may go if the address names none of `targets`.

    kind: the name of its page. act: makes the move. others: what may take its place. Raises Conflict where the move is
    not there, or is somebody else's.
    """
    asked, address = request.GET.get("to", ""), reverse(kind, args=[row.ref])
    if asked not in targets:
        listed = buttons(row, moving.moves_open_to(row, request.actor), f"move_{kind}")
        state = chain.state_of(row)
        rest = [move for move in moves if move.source == state]
        told = {"row": row, "state": state, "buttons": listed, "others": rest, "address": address}
        return render(request, "chain/moves.html", told)
    move = moving.allowed(moves, row, target=asked, by=request.actor)
    form = MoveForm(
        request.POST or None,
        initial={"number": chain.last_move(row).number},
        needs_reason=move.needs_reason,
        others=others,
    )

    def moved(clean: dict[str, Any]) -> str:
        act(clean)
        return address

    return form_page(
        request,
        form,
        act=moved,
        refusals=(ReasonNeeded,),
        done=f"{row.label} is now {asked}.",
        page_title=f"{MOVE_WORDS[asked]} – {row.label}",
        caption=row.label,
        h1=MOVE_WORDS[asked],
        lede=f"The record will say: {row.label}, «{row.title}», is {asked}.",
        submit=MOVE_WORDS[asked],
        cancel=address,
    )
