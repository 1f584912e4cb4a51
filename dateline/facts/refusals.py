"""Every way the record says no. The codes are a contract; the sentences are for people and may be reworded."""

from dateline.kit.refusal import Refusal

SENTENCES = {
    "not_found": "There is no such claim on the record.",
    "not_allowed": "Your role ({role}) may not change the record. Ask an editor to do it.",
    "choice_odd": "“{word}” is no {field} of a claim. Choose one of: {choices}.",
    "character_odd": "The {field} has a character that cannot be kept (U+{character}). Remove it, then try again.",
    "field_too_long": "The {field} has {length} characters; at most {limit} fit. Shorten it.",
    "reason_missing": "Say why: the reason stays in the claim's history.",
    "quote_odd": "These words do not stand at this place in the entry. Mark them in the text again.",
    "stale_version": "The entry has been changed since. Look at version {version} and mark the words there.",
    "withdrawn": "The entry has been withdrawn, so nothing in it can be put on the record. Retract its claims.",
    "number_missing": "A figure needs a number, or bounds as in “more than 12”.",
    "number_unasked": "Only a figure has a number. Make it a figure, or remove the number.",
    "number_odd": "“{number}” cannot be kept. Use at most 15 digits, four of them behind the point.",
    "bounds_odd": "The bounds do not fit: lower is {lower}, the value {value}, upper {upper}. Put them in order.",
    "status_not_first": "A new claim cannot be {status}. Record it as it was said, then say what became of it.",
    "claimant_missing": "It is “claimed”, so say who claims it, or through whom it was reported.",
    "claimant_unasked": "“Reported” is the newsroom's own voice. Name no claimant, or make it “claimed”.",
    "event_time_odd": "The time of the event needs a beginning, an end that is not before it, and how precise it is.",
    "time_without_zone": "Say in which zone the clock stands that this time is read from.",
    "claimed_at_odd": "The time of the claim needs a moment and how precise it is.",
    "place_odd": "A place needs a name and a precision; a relative one also says where from there, as “15 km east”.",
    "place_not_on_earth": "{latitude}, {longitude} is not on earth. Give degrees: latitude to 90, longitude to 180.",
    "other_story": "The two claims belong to different stories.",
    "to_itself": "A claim can have no relation to itself. Choose the other claim.",
    "related_already": "The record has this relation already.",
    "bond_missing": "Say which claim this one repeats, or which one it is a part of.",
    "bound_already": "This claim is {bond} claim already. Retract it and record it again if that is wrong.",
    "goes_round": "The other claim is itself bound to this one, so this one cannot be {bond} claim in turn.",
    "other_over": "The other claim was {status}, so nothing can rest on it. Choose one that stands.",
    "over": "This claim was {status}, so it cannot become {wanted}.",
    "already": "The claim is {status} already.",
    "other_claimant": "{newer} cannot take the place of what {older} says: figures of different claimants stand side by"
    " side. Only “up from {number}” in the newer one's own words would say otherwise.",
    "other_measure": "The two claims do not measure the same, so one cannot take the other's place.",
    "same_claimant": "{claimant} said both. Choose a claim of somebody else, or give the reason in your own words.",
    "not_a_denial": "This claim is a {kind}, not a denial. Record the denial first, then say what it denies.",
    "not_a_figure": "Only figures are parts of figures.",
    "not_the_same": "A repetition says the same figure again. Record this one as a claim of its own.",
    "other_entry": "A correction quotes a later version of the same entry. Correct the entry first.",
    "version_not_newer": "A correction quotes a later version than {version}. Correct the entry first.",
    "nothing_corrected": "The new claim says just what the old one said.",
    "no_review": "Nobody asked for a look at this claim: its words stand as they stood.",
    "not_suggested": "This was no suggestion, so there is none to refuse.",
    "claimants_odd": "{other} is a name of {name} already, or has other names itself. Choose the name that both go by.",
}


def refusal(code: str, **facts: object) -> Refusal:
    """Return the refusal for `code`, its sentence filled in with `facts`."""
    return Refusal(code, SENTENCES[code].format(**facts), **facts)
