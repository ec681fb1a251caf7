/** What a list shows of each collection, most telling first; the rest stands in the detail. Few enough to fit beside it. */
export const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  orders: ['_id', 'status', 'serviceName', 'recipientMaskedName', 'startAt', 'nurseName', 'dispatch.stage'],
  nurses: ['displayName', 'status', 'title', 'serviceCodes', 'stars', 'licenceValidUntil'],
  opCommands: ['requestedAt', 'kind', 'nurseId', 'orderId', 'state', 'answer'],
  eligibilityDecisions: ['at', 'moment', 'allowed', 'fingerprint'],
};
