import type { OwnDataClosedReply } from '#contract/ownData';

/** What was said at closing, for the page that tells it: nobody is signed in there. */
let last: OwnDataClosedReply | null = null;
export const noteClosing = (closed: OwnDataClosedReply): void => void (last = closed);
export const lastClosing = (): OwnDataClosedReply | null => last;
