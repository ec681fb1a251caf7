/** To which part of an order's life each function belongs. */
export const PARTS: Readonly<Record<string, readonly string[]>> = {
  'looking around': ['signIn', 'signInByPhone', 'readCatalogue'],
  'people and their papers': [
    ...[
      'saveRecipient',
      'saveAddress',
      'verifyIdentity',
      'readContacts',
      'shareCare',
      'giveConsent',
      'assessRecipient',
    ],
    'openRecord',
  ],
  booking: ['findSlots', 'recommendNurses', 'quoteOrder', 'createOrder', 'careSeries'],
  'finding the nurse': ['dispatchMatch', 'listOffers', 'acceptOrder', 'declineOrder'],
  paying: ['payOrder', 'payNotify', 'ownMoney'],
  'changing and calling off': ['changeOrder'],
  'following her way': ['setOut', 'reportLocation'],
  'the visit': ['checkIn', 'saveVisit', 'completeVisit', 'confirmOrder', 'reviewOrder'],
  'reading the order': ['readOrder', 'listOrders', 'ownData', 'readHealth'],
  'messages and errands': ['outboxTimer'],
  'a nurse’s own matters': ['applyAsNurse', 'trainNurse', 'planWork', 'readStanding'],
  'found by the clock': ['reassignTimer', 'paymentTimer', 'dailyTimer', 'planTimer', 'runCommand'],
};

export interface Spent {
  readonly functionCalls: number;
  readonly databaseRequests: number;
}

export type Bill = Readonly<Record<string, Spent>>;

/** What was spent beyond what so many minutes cost in which nobody wants anything. */
export function beyond(spent: Bill, emptyMinute: Bill, minutes: number): Bill {
  const own = ([name, { functionCalls, databaseRequests }]: [string, Spent]) => {
    const empty = emptyMinute[name] ?? { functionCalls: 0, databaseRequests: 0 };
    return [
      name,
      {
        functionCalls: Math.max(0, functionCalls - empty.functionCalls * minutes),
        databaseRequests: Math.max(0, databaseRequests - empty.databaseRequests * minutes),
      },
    ] as const;
  };
  return Object.fromEntries(Object.entries(spent).map(own));
}

/** What each part cost for each of so many orders; a function that belongs nowhere is an error, not "others". */
export function byPart(spent: Bill, orders: number): Record<string, Spent> {
  const known = new Set(Object.values(PARTS).flat());
  const strange = Object.keys(spent).filter((name) => !known.has(name));
  if (strange.length > 0) throw new Error(`bench/city/parts.ts has no part for ${strange.join(', ')}`);
  const share = (amount: number) => Number((amount / orders).toFixed(2));
  return Object.fromEntries(
    Object.entries(PARTS).map(([part, names]) => {
      const all = names.flatMap((name) => spent[name] ?? []);
      const functionCalls = share(all.reduce((sum, one) => sum + one.functionCalls, 0));
      return [
        part,
        { functionCalls, databaseRequests: share(all.reduce((sum, one) => sum + one.databaseRequests, 0)) },
      ];
    }),
  );
}
