/** Who sees which pages of the desk; by hand. */
import type { OperatorRole } from '#domain/operations/operatorRoles';

export const MENU_ROLES: readonly (readonly [OperatorRole, readonly string[]])[] = [
  ['审核', ['总览', '待办', '订单', '护士审核', '首诊评估', '护士', '操作记录']],
  ['客服', ['总览', '待办', '订单', '智能排班', '护士', '退款申请', '优惠券', '手机号解绑', '操作记录']],
  ['质检', ['总览', '待办', '订单', '护士', '操作记录']],
  ['财务', ['总览', '订单', '护士', '发票', '对账', '护士结算', '机构', '退款申请', '价格', '套餐', '操作记录']],
];
