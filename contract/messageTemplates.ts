/** What people are told through WeChat; SUBSCRIBE_TEMPLATES names WeChat's template of each, for functions and screens alike. */
export type MessageTemplate =
  | 'newOffer'
  | 'orderAccepted'
  | 'orderReleased'
  | 'searchDelayed'
  | 'orderCancelled'
  | 'orderPaid'
  | 'nurseDeparted'
  | 'visitFinished'
  | 'refundIssued'
  | 'paperNotice';
