/** Who works at the desk, and what each may do. A command or a record that is not named here is nobody's. */
export const OPERATOR_ROLES = ['审核', '运营', '客服', '质检', '财务', '内容'] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/** One kind of `opCommands` row each. */
export const COMMAND_ROLES: Readonly<Record<string, readonly OperatorRole[]>> = {
  startNurseReview: ['审核'],
  recordRegistryLookup: ['审核'],
  approveNurse: ['审核'],
  returnNurse: ['审核'],
  rejectNurse: ['审核'],
  certifyCompetency: ['审核'],
  revokeCompetency: ['审核', '质检'],
  renewPaper: ['审核'],
  recordPolicy: ['审核', '运营'],
  decideAssessment: ['审核'],
  recordVisitAssessment: ['审核'],
  confirmComplaint: ['质检'],
  closeAlert: ['运营', '客服', '审核'],
  decideAppeal: ['质检', '运营'],
  releaseOrder: ['运营', '客服'],
  releasePhone: ['客服'],
  noteCall: ['客服', '运营'],
  closeDifference: ['财务'],
  settleRefund: ['财务'],
  refundToCard: ['财务'],
  retryInvoice: ['财务'],
  holdIncome: ['财务'],
  releaseIncome: ['财务'],
  settlePayout: ['财务'],
  decideDeduction: ['财务'],
  setInstitutionShare: ['财务'],
  settleInstitution: ['财务'],
  retryErrand: ['运营', '客服'],
  setParameter: ['运营'],
  publishPriceList: ['财务', '运营'],
  reviewTransfer: ['运营', '客服'],
  planDay: ['运营', '客服'],
  releasePlan: ['运营'],
  answerDispute: ['客服', '运营'],
  decideDispute: ['客服', '运营'],
  confirmDispute: ['财务'],
  issueCoupon: ['客服', '运营'],
  openCampaign: ['运营'],
  closeCampaign: ['运营'],
  publishPackage: ['运营', '财务'],
  withdrawPackage: ['运营', '财务'],
  assignOrder: ['运营', '客服'],
  cancelOrder: ['运营', '客服'],
};

/** Opening somebody's papers (`openRecord`). */
export const RECORD_ROLES: readonly OperatorRole[] = ['审核', '客服'];
/** The same of a first assessment: what a family wrote and uploaded about somebody's health. */
export const ASSESSMENT_RECORD_ROLES: readonly OperatorRole[] = ['审核'];

/** Opening the number of somebody who is to be phoned. */
export const CALL_RECORD_ROLES: readonly OperatorRole[] = ['客服', '运营'];

/** What a family wrote when it asked for money back. */
export const DISPUTE_RECORD_ROLES: readonly OperatorRole[] = ['客服', '运营', '财务'];

/** A nurse's year in money, for the tax office. */
export const INCOME_RECORD_ROLES: readonly OperatorRole[] = ['财务'];

/** A document of `operators`: one role, or several where few people do everything. */
export interface WithRoles {
  readonly role: string;
  readonly roles?: readonly string[];
}

const rolesOf = ({ role, roles }: WithRoles): readonly string[] => roles ?? [role];

export const hasOneOf = (operator: WithRoles, allowed: readonly OperatorRole[]): boolean =>
  rolesOf(operator).some((role) => (allowed as readonly string[]).includes(role));

export const mayCommand = (operator: WithRoles, kind: string): boolean =>
  Object.hasOwn(COMMAND_ROLES, kind) && hasOneOf(operator, COMMAND_ROLES[kind] ?? []);
