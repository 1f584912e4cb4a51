// What the page says of itself: which live blog, who is there, how much fits.

export interface Place {
  readonly slug: string;
  /** Where this live blog's verbs are: `/desk/storm-maren`. */
  readonly desk: string;
  readonly log: string;
  /** The log's offset that the page was rendered at. */
  readonly offset: string;
  readonly token: string;
  readonly person: string;
  readonly name: string;
  readonly publishes: boolean;
  readonly headingLimit: number;
  readonly bodyLimit: number;
  /** Id of the entry held at the top when the page was rendered, or empty. */
  readonly pinned: string;
  /** Becomes true when the end of coverage arrives. */
  ended: boolean;
}

export function placeOf(main: HTMLElement): Place {
  const told = main.dataset;
  const slug = told["slug"] ?? "";
  return {
    slug,
    desk: `/desk/${slug}`,
    log: told["log"] ?? "",
    offset: told["offset"] ?? "-1",
    token: told["token"] ?? "",
    person: told["person"] ?? "",
    name: told["name"] ?? "",
    publishes: "publishes" in told,
    headingLimit: Number(told["headingLimit"]),
    bodyLimit: Number(told["bodyLimit"]),
    pinned: told["pinned"] ?? "",
    ended: "ended" in told,
  };
}
