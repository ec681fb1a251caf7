/**
 * Groups of choices by the keyboard: Tab reaches a group once, at what is chosen; arrows, Home and End go through it. They do not
 * choose: some choices lead on at once, and whoever only looks around must not answer. Enter and Space choose (keyboard.h5.ts).
 */
const MEMBER = '[role="radio"], [role="tab"]';
const GROUP = '[role="radiogroup"], [role="tablist"]';
const CHOSEN = '[aria-checked="true"], [aria-selected="true"]';
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const groupOf = (member: Element): Element | null => member.closest(GROUP) ?? member.parentElement;
/** The choices that stand together with this one; itself among them. */
function besides(member: Element): HTMLElement[] {
  const alike = `[role="${member.getAttribute('role')}"]`;
  const group = groupOf(member);
  const inside = [...(group?.querySelectorAll<HTMLElement>(alike) ?? [])];
  return inside.filter((other) => groupOf(other) === group);
}

/** One of a group can be reached by Tab: where the focus is, else what is chosen, else the first. */
function settle(members: readonly HTMLElement[]): void {
  const focused = members.find((member) => member === document.activeElement);
  const reached = focused ?? members.find((member) => member.matches(CHOSEN)) ?? members[0];
  for (const member of members) {
    const wanted = member === reached ? 0 : -1;
    if (member.tabIndex !== wanted) member.setAttribute('tabindex', String(wanted));
  }
}

/** After something was drawn, chosen or taken away: the group it belongs to and those inside it. */
export function settleGroups(changed: Element): void {
  const open = new Set<Element>(changed.querySelectorAll(MEMBER));
  if (changed.matches(MEMBER)) open.add(changed);
  for (const member of open) {
    const members = besides(member);
    settle(members);
    members.forEach((one) => open.delete(one));
  }
}

/** An arrow pressed on a choice moves the focus to its neighbour; past the last comes the first. */
export function moveInGroup(event: KeyboardEvent): void {
  const { target, key } = event;
  if (event.defaultPrevented || !(target instanceof HTMLElement) || !target.matches(MEMBER)) return;
  const members = besides(target);
  const ends: Readonly<Record<string, number>> = { Home: 0, End: members.length - 1 };
  const to = ends[key] ?? members.indexOf(target) + (STEPS[key] ?? NaN);
  if (Number.isNaN(to)) return;
  // or the page would scroll
  event.preventDefault();
  members[(to + members.length) % members.length]?.focus();
  settle(members);
}
