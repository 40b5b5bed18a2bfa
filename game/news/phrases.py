"""Our own phrasings, for what a scenario gives no text for.

Each situation has several. `first` is told the first time that something of the kind happens in a
game, `again` later; which of them, is chosen by `game.news.choosing`. Slots are filled by
`game.news.words.phrase`. A phrasing may say only what the situation is sure of.

Slots: {actor} and {other} are capitals, {title} a quoted title, {name} the same without quotes,
{person} {role} {place} of people, {count} {ordinal} of happenings so far, {unit} the calendar's.
"""

from __future__ import annotations

from typing import NamedTuple


class Phrasing(NamedTuple):
    """One way to tell something."""

    headline: str
    standfirst: str
    body: str


P = Phrasing

# fmt: off
STORIES: dict[str, tuple[Phrasing, ...]] = {
    # -- orders --------------------------------------------------------------------------------
    "order.first": (
        P("{Actor} Acts: {name}", "The order was read out once, and filed twice.",
          "{Actor} put {title} into effect this {unit}. {Other} took note, in writing."),
        P("{name}, Says {Actor}", "No advance notice, some advance rumour.",
          "{Actor} announced {title}. Officials described the step as routine; officials do."),
        P("Ordered in {Actor}: {name}", "A decision with a date on it.",
          "{Actor} ordered {title} this {unit}. What it changes will show before it is explained."),
    ),
    "order.again": (
        P("{Actor}, Again: {name}", "The {ordinal} time, and the paperwork is getting shorter.",
          "{Actor} ordered {title} for the {ordinal} time. The form now comes with the boxes ticked."),
        P("Once More, {name}", "A habit, or a policy. The difference is a press release.",
          "{Actor} has returned to {title}, its {ordinal} use so far. {Other} had kept the old reply on "
          "file."),
    ),
    "order.lifting.first": (
        P("{Actor} Ends It: {name}", "What was in force this morning is history this evening.",
          "{Actor} ended {title}. Those who had arranged themselves around it will now rearrange."),
        P("No Longer in Force: {name}", "Lifted without ceremony.",
          "{Actor} lifted {title} this {unit}. Nobody has said it was a mistake, or that it was not."),
    ),
    "order.lifting.again": (
        P("Lifted Once More: {name}", "In force, lifted, in force, lifted.",
          "{Actor} ended {title} for the {ordinal} time. Planners have asked for a calendar."),
    ),
    "order.failed.first": (
        P("Tried, Without Result: {name}", "The effort was real. The outcome was not.",
          "{Actor} ordered {title}, and it did not come off. The money is spent and the lesson is free."),
        P("It Came to Nothing: {name}", "A plan met the world, and the world won.",
          "{title} did not succeed this {unit}. {Actor} speaks of valuable experience."),
    ),
    "order.failed.again": (
        P("{name}: Another Attempt, the Same Result", "Persistence is a policy too.",
          "{Actor} tried {title} once more, and once more it did not come off."),
    ),
    "order.lapsed.first": (
        P("Lapsed, Unpaid: {name}", "A policy ends when nobody pays for it.",
          "{Actor} could not cover the upkeep of {title}, and it lapsed this {unit}."),
        P("{Actor} Runs Short of Funds", "Ended by the accounts department.",
          "There was not enough left to keep up {title}. It is no longer in force."),
    ),
    "order.exposed.first": (
        P("Revealed: {name}", "It was meant to be quiet. It was, for a while.",
          "{title}, ordered by {actor} and not announced, has come to light. {Other} read about it with "
          "everyone else, or says so."),
        P("{Actor's} Quiet Order Comes to Light", "A memorandum found its way into print.",
          "This newspaper has learned of {title}, an order by {actor} that was not for publication."),
    ),
    "order.exposed.again": (
        P("Another Quiet Order, Less Quiet", "The {ordinal} to come to light.",
          "{title}, a further order that {actor} had kept to itself, is known. Discretion is getting "
          "dearer."),
        P("Revealed Too: {name}", "The filing cabinet seems to have a window.",
          "After earlier disclosures, {title} has come to light as well. {Actor} ordered it; {other} has "
          "noted it."),
    ),
    # -- accords -------------------------------------------------------------------------------
    "accord.offered.first": (
        P("{Actor} Offers {name}", "An offer lies on the table. It will not lie there long.",
          "{Actor} has proposed {title}. The offer stands for one {unit}; {other} may agree, or let it go "
          "by."),
        P("A Letter From {Actor}: {name}", "Two pages, one of them signatures.",
          "{Actor} would agree to {title} if {other} would. The answer is due next {unit}."),
    ),
    "accord.offered.again": (
        P("{Actor} Offers {name} Once More", "Same paper, fresh ink.",
          "{Actor} has renewed its offer of {title}. It is the {ordinal} such letter that this newspaper "
          "has seen."),
    ),
    "accord.concluded.first": (
        P("{Capitals} Agree: {name}", "Two signatures, and several pens.",
          "{Capitals} have concluded {title}. It holds as long as both find it worth more than breaking it."),
        P("Signed: {name}", "A handshake, held long enough for the photographers.",
          "{title} is in force from this {unit}. Neither side calls it a concession, and both may be right."),
    ),
    "accord.concluded.again": (
        P("{name}, Signed Again", "What was lost has been found, with a new date.",
          "{Capitals} have concluded {title} a further time. Lawyers report that the text was still warm."),
    ),
    "accord.broken.first": (
        P("{Actor} Breaks {name}", "The paper was signed. The paper remains.",
          "{Actor} has withdrawn from {title}. It no longer binds {other} either, and the next text will "
          "be longer."),
        P("{Actor} Walks Away: {name}", "An accord lasts as long as two want it to.",
          "{Actor} ended {title} this {unit}. {Other} learned of it at the same time as the printers."),
    ),
    "accord.broken.again": (
        P("Another Accord Down: {Actor} Leaves {name}", "The {ordinal} to be broken.",
          "{Actor} has ended {title}. Signatures are worth a little less today on both sides."),
    ),
    "accord.broken.both": (
        P("Both Sides Leave: {name}", "Each says that the other began.",
          "{Capitals} have both ended {title}, in the same {unit} and for different reasons."),
    ),
    "accord.found.both": (
        P("Both Found in Breach: {name}", "For once, both had the same idea.",
          "{Capitals} have both been found acting against {title}. The accord has ended."),
    ),
    "accord.found.first": (
        P("{Actor} Found in Breach of {name}", "The text said one thing, the conduct another.",
          "{Actor} has been found acting against {title} while it was in force. The accord has ended."),
        P("Caught Out: {Actor} and {name}", "Somebody read the accord, and then looked.",
          "A breach of {title} by {actor} has come to light, and the accord with it to an end."),
    ),
    "accord.found.again": (
        P("{Actor} in Breach Once More: {name}", "Trust, it is said, is hard to keep in stock.",
          "{Actor} was found acting against {title}: the {ordinal} breach to come to light. It has ended."),
    ),
    "accord.ended.first": (
        P("The Term Is Over: {name}", "It ended on the day it said it would.",
          "The term of {title} is over. It can be concluded anew, if both still want it."),
        P("Run Out: {name}", "No ceremony marked the end.",
          "{title} ran out this {unit}. Nobody broke it, which is news of a kind."),
    ),
    "accord.refused.first": (
        P("No Answer on {Name}", "The offer stood for one {unit}. The {unit} is over.",
          "{title} was offered, and not agreed to. The envelope has been returned, opened."),
        P("{Name}: Not This {Unit}", "Silence is an answer too.",
          "The offer of {title} has passed without a signature. It can be made again, at the same price."),
    ),
    "accord.refused.again": (
        P("Unsigned Once More: {name}", "The {ordinal} time of asking.",
          "{title} was offered again, and again it was let go by."),
    ),
    "cheat.first": (
        P("What the Text Does Not Say", "Not for publication.",
          "{Actor} has acted on this, quietly: {title}. If it is found out, the accord ends, and so does "
          "some trust."),
    ),
    # -- people --------------------------------------------------------------------------------
    "held.first": (
        P("{Person} Held{where}", "{Actor} asks for {them} back.",
          "{Person}, {role}, has been held{where}. {They} {has|have} been given an interpreter and a date. "
          "{Actor} has asked for {their} return."),
        P("A Guest Who May Not Leave", "The way in was wider than the way out.",
          "{Person}, {role}, did not come home. {They} {is|are} being held{where}, and {their} "
          "family has been told."),
    ),
    "held.again": (
        P("{Person} Held Too", "The {ordinal} in this game. The forms are ready now.",
          "{Person}, {role}, is held{where}. Where the first such case was a shock, this one has a "
          "procedure."),
        P("Another Chair Empty: {Person} Is Held", "The list has {count}.",
          "{Person}, {role}, has been held{where}. {Actor} used the words it used before. {They} {is|are} "
          "said to be well."),
    ),
    "held.answer": (
        P("Now {Person} Is Held", "Each side has someone the other wants back.",
          "{Person}, {role}, is held{where}, while {other} waits for one of its own. Nobody uses the word "
          "exchange yet."),
        P("{Person} Held, and the Count Is Even", "A case on one side has met a case on the other.",
          "{Person}, {role}, has been held{where}. Families on both sides now keep the same hours."),
    ),
    "freed.first": (
        P("{Person} Comes Home", "Held for {turns}; then the ordinary way home.",
          "{Person}, {role}, is back after {turns}. {They} thanked {their} colleagues and asked for quiet."),
        P("The Gate Opens for {Person}", "It took {turns}.",
          "{Person}, {role}, has been let go and is at home again. {Actor} welcomed {them} at the gate."),
    ),
    "freed.again": (
        P("{Person} Is Back Too", "The {ordinal} to come home.",
          "{Person}, {role}, is home after {turns}. {They} {was|were} met by those who had come home "
          "before {them}."),
    ),
    "freed.accord": (
        P("{Person} Freed Under an Accord", "One line of a longer text.",
          "{Person}, {role}, is home under {title}. {They} {is|are} said to have read it twice on the "
          "plane."),
    ),
    "gone.first": (
        P("{Person} Will Not Be Coming Back", "A return ticket goes unused.",
          "{Person}, {role}, has left {actor} for good. {They} gave reasons, and they were {their} own."),
        P("{Actor} Loses {Person}", "One desk cleared, one opened elsewhere.",
          "{Person}, {role}, has taken work elsewhere and will stay. {Their} old colleagues wished {them} "
          "well."),
    ),
    "gone.again": (
        P("{Person} Leaves as Well", "The {ordinal} to go for good.",
          "{Person}, {role}, has left {actor}, as others did before {them}. The farewell cards are bought "
          "in packs."),
    ),
    "abroad.first": (
        P("{Person} Goes to {Place}", "A suitcase, a speech, and a list of things not to say.",
          "{Person}, {role}, has accepted {title} and travels to {place}."),
        P("{Place} Expects {Person}", "One name on the programme matters to two sides.",
          "{Person}, {role}, will be in {place} for {title}."),
    ),
    "abroad.again": (
        P("{Person} Leaves for {Place}", "Another suitcase, another list.",
          "{Person}, {role}, travels to {place} for {title}."),
        P("In {place}: {Person}", "The organisers have printed the badge.",
          "{title} brings {person}, {role}, to {place}."),
    ),
    "stayed.first": (
        P("{Person} Sends Regrets", "An empty chair says something, and is asked what.",
          "{Person}, {role}, will not attend {title}. The organisers have kept the name card."),
        P("{Person} Stays at Home", "The seat in {place} will be filled by someone else.",
          "{Person}, {role}, has declined {title}. No reason was given that could be printed."),
    ),
    "stayed.again": (
        P("{Person} Stays at Home as Well", "The {ordinal} chair to stay empty.",
          "{Person}, {role}, will not go to {place} for {title}."),
    ),
    "recalled.first": (
        P("{Person} Called Home", "A trip ends before it is over.",
          "{Person}, {role}, has been asked to return. {They} {was|were} back before {their} luggage."),
    ),
    "returned.first": (
        P("{Person} Is Back", "With notes, and a taste for the coffee.",
          "{Person}, {role}, has returned from abroad on the day that {they} had said."),
        P("{Person} Home From Abroad", "Nothing to report, and a report about it.",
          "{Person}, {role}, is home. {Their} colleagues have questions, most of them technical."),
    ),
    "outcome.first": (
        P("{Person}{headfate}", "A file has been opened, and a second one to be safe.",
          "{Person}, {role}{fate}."),
    ),
    # -- events and answers --------------------------------------------------------------------
    "event.first": (
        P("{name}", "The effects are being counted.",
          "It happened this {unit}: {name}. Both sides are drafting statements."),
    ),
    "event.again": (
        P("Again: {name}", "The {ordinal} time in this game.",
          "It has happened once more: {name}. What was a surprise is becoming a pattern."),
    ),
    "answer.first": (
        P("{name}: {Actor} Decides", "The choice was between several kinds of trouble.",
          "Asked about {title}, {actor} chose: {choice}."),
        P("{Actor} Makes Up Its Mind: {name}", "An answer, within the time allowed.",
          "On {title}, {actor} has settled on this: {choice}."),
    ),
    "answers.same": (
        P("{name}: One Question, One Answer", "The two have not consulted each other.",
          "On {title}, {capitals} have each settled on this: {choice}."),
    ),
    "answers.differ": (
        P("{name}: One Question, Two Answers", "Each finds the other's curious.",
          "On {title}, {actor} has settled on this: {choice}. {Other} chose: {otherchoice}."),
        P("Two Sides, Two Minds: {name}", "The question was the same for both.",
          "Asked about {title}, {actor} chose {choice}, and {other} {otherchoice}."),
    ),
    "stance.first": (
        P("How {Actor} Means to Receive Its Guests", "Said at home, not abroad.",
          "This {unit} {actor} held to: {choice}. Those who arrive will find out."),
    ),
    # -- the state of the world ----------------------------------------------------------------
    "mark.up.first": (
        P("{Gauge} at {value}: {mark}", "A line has been crossed, from below.",
          "{Gauge} rose past {at}, where it is called {markword}. What could still be said last {unit} may "
          "now need a go-between."),
        P("The Word Now Is {markword}", "{Gauge} stands at {value}.",
          "{Gauge} has passed {at}. Both sides had seen the line on the map, and neither slowed down "
          "for it."),
    ),
    "mark.up.again": (
        P("Back Above {at}: {mark} Again", "The same line, the {ordinal} crossing.",
          "{Gauge} is at {value} and {markword} once more. The earlier calm was not kept."),
    ),
    "mark.down.first": (
        P("{Gauge} Eases Below {at}", "{mark} no longer.",
          "{Gauge} fell to {value}. The people who plan for the worst have gone back to their desks."),
        P("A Line Recrossed: {Gauge} at {value}", "Downwards, this time.",
          "{Gauge} is below {at} again, and the word {markword} has been retired until it is needed."),
    ),
    "lead.own": (
        P("{Actor} Edges Ahead on {Label}", "By our estimate, with a margin for doubt.",
          "{Actor} is put ahead by {lead} on {label}. {Other} would count differently."),
    ),
    "lead.rival": (
        P("{Other} Edges Ahead on {Label}", "By our estimate, with a margin for doubt.",
          "{Other} is put ahead by {lead} on {label}. In {actor} the figures are being checked."),
    ),
    "quiet.first": (
        P("Nothing to Report", "And it is reported here in full.",
          "Neither side did anything this {unit} that this newspaper could learn of."),
        P("A Quiet {Unit}", "The front page was held for news. It did not come.",
          "Offices kept regular hours. Gates opened and closed as printed in the timetable."),
    ),
    "quiet.again": (
        P("Still Nothing to Report", "The {ordinal} quiet {unit}.",
          "Readers have asked whether this newspaper is trying hard enough. It is."),
    ),
}

# fmt: on

CHARTS: dict[str, tuple[str, ...]] = {
    "up": ("{Label} Up {amount} to {value}", "{Label}: {before}, Now {value}"),
    "down": ("{Label} Down {amount} to {value}", "{Label}: {before}, Now {value}"),
    "up.large": ("{Label} Up Sharply, to {value}", "A Leap in {Label}"),
    "down.large": ("{Label} Down Sharply, to {value}", "A Sharp Fall in {Label}"),
    "highest": ("{Label} at {value}, Its Highest Yet",),
    "lowest": ("{Label} at {value}, Its Lowest Yet",),
    "still": ("{Label} Holds at {value}",),
}

DECLINED: dict[str, tuple[str, ...]] = {
    "general": (
        "Both sides declined to comment, in nearly identical sentences.",
        "{Actor} declined to comment. {Other} declined to comment on {actor's} declining.",
        "A spokesperson for {other} had no comment, and asked how it had been received.",
        "Neither side commented. The silence was simultaneous.",
    ),
    "held": (
        "Asked about those who are held, {other} referred to the law. Asked which, it referred to the law.",
        "{Actor} and {other} declined to comment on individual cases, of which there are some.",
    ),
    "exposed": (
        "{Actor} and {other} do not comment on what does not officially exist.",
        "Asked about the disclosure, a spokesperson said that the question had not been asked.",
    ),
    "accord": (
        "Both delegations declined to comment until both had finished commenting.",
        "The negotiators would not say who had the idea. Both were smiling.",
    ),
    "broken": ("Neither side would say what the accord had meant. Both say that the other knew.",),
    "quiet": (
        "Both sides declined to comment on there being nothing to comment on.",
        "A request for comment was returned unopened, with thanks.",
    ),
}

CORRECTIONS: dict[str, tuple[str, ...]] = {
    "estimate": (
        "Last {unit} we put {other's} {label} at about {before}. Our desk now thinks {now}.",
        "Our figure for {other's} {label} was {before}; it is now {now}. The error was ours, or theirs.",
        "Readers who relied on {before} for {other's} {label} may wish to rely on {now}.",
        "We have counted {other's} {label} again: {now}, not {before}. Counting from outside is hard.",
        "For {other's} {label}, read {now} where it said {before}, and expect to read this box again.",
    ),
    "general": (
        "Last {unit} we called the talks frank and cordial. They were frank.",
        "A caption named the wrong hotel. The hotel has asked us not to name the right one.",
        "We wrote that sources were well placed. One of them was standing.",
        "An earlier edition reported a breakthrough. It was a break.",
        "The delegation numbered nine, not eight. One member does not wish to be counted.",
    ),
}

PRICES: tuple[str, ...] = (
    "Two chips, or one well-placed friend.",
    "One chip. No change given.",
    "Free to those who are not allowed to read it.",
    "Three chips; two without the crossword.",
    "A favour, to be named later.",
)

MOTTO = "Printed on both sides, believed on neither"
MASTHEAD = "The Interdependent"
