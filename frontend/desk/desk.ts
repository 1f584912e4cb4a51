// The desk's script. The list of live blogs works without it; the screen of one is built here.

import { byId } from "./dom.ts";
import { Drafts } from "./drafts.ts";
import { lead } from "./lead.ts";
import { placeOf } from "./place.ts";
import { Session } from "./session.ts";
import { Timeline } from "./timeline.ts";
import { Writer } from "./writer.ts";

/** A form that must not be sent twice, as by a double click: it would start two live blogs. */
function sendOnce(form: HTMLFormElement): void {
  form.addEventListener("submit", (event) => {
    if ("sent" in form.dataset) event.preventDefault();
    form.dataset["sent"] = "";
  });
  // A page that comes back out of the browser's memory may be sent again.
  window.addEventListener("pageshow", () => delete form.dataset["sent"]);
}

function cover(main: HTMLElement): void {
  const place = placeOf(main);
  const session = new Session(place, byId("signed-out"));
  const drafts: Drafts = new Drafts(byId("drafts"), place, session, () => writer);
  const timeline: Timeline = new Timeline(place, session, () => writer);
  const writer: Writer = new Writer(byId("composer"), place, session, {
    done: (n) => timeline.reach(n),
    editing: (entry) => timeline.edit(entry),
    drafts: () => void drafts.refresh(),
    draftFor: (entry) => drafts.draftFor(entry),
  });
  lead(place, session, (n) => timeline.reach(n));
  timeline.follow();
  void drafts.refresh();
}

document.querySelectorAll<HTMLFormElement>("form[data-once]").forEach(sendOnce);
const main = document.getElementById("live-blog");
if (main) cover(main);
