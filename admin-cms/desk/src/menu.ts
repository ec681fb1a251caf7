/** The pages of the desk and whose work each is; a page that names nobody is everybody's. */
import type { Component } from 'vue';
import { COMMAND_ROLES, type OperatorRole } from '#domain/operations/operatorRoles';
import type { PageName } from './navigation';
import AccountsPage from './pages/AccountsPage.vue';
import AssessmentsPage from './pages/AssessmentsPage.vue';
import BillsPage from './pages/BillsPage.vue';
import CommandsPage from './pages/CommandsPage.vue';
import CouponsPage from './pages/CouponsPage.vue';
import DisputesPage from './pages/DisputesPage.vue';
import InstitutionsPage from './pages/InstitutionsPage.vue';
import InvoicesPage from './pages/InvoicesPage.vue';
import NursesPage from './pages/NursesPage.vue';
import OrdersPage from './pages/OrdersPage.vue';
import OverviewPage from './pages/OverviewPage.vue';
import PackagesPage from './pages/PackagesPage.vue';
import PayoutsPage from './pages/PayoutsPage.vue';
import PricesPage from './pages/PricesPage.vue';
import PlansPage from './pages/PlansPage.vue';
import ReviewsPage from './pages/ReviewsPage.vue';
import SettingsPage from './pages/SettingsPage.vue';
import TodoPage from './pages/TodoPage.vue';

interface Entry {
  readonly title: string;
  readonly page: Component;
  readonly roles?: readonly OperatorRole[];
}

export const MENU: Readonly<Record<PageName, Entry>> = {
  overview: { title: '总览', page: OverviewPage },
  todo: { title: '待办', page: TodoPage, roles: ['审核', '运营', '客服', '质检'] },
  orders: { title: '订单', page: OrdersPage },
  plans: { title: '智能排班', page: PlansPage, roles: COMMAND_ROLES.planDay },
  reviews: { title: '护士审核', page: ReviewsPage, roles: COMMAND_ROLES.approveNurse },
  assessments: { title: '首诊评估', page: AssessmentsPage, roles: COMMAND_ROLES.decideAssessment },
  nurses: { title: '护士', page: NursesPage },
  invoices: { title: '发票', page: InvoicesPage, roles: COMMAND_ROLES.retryInvoice },
  bills: { title: '对账', page: BillsPage, roles: COMMAND_ROLES.closeDifference },
  payouts: { title: '护士结算', page: PayoutsPage, roles: COMMAND_ROLES.settlePayout },
  institutions: { title: '机构', page: InstitutionsPage, roles: COMMAND_ROLES.settleInstitution },
  disputes: { title: '退款申请', page: DisputesPage, roles: ['客服', '运营', '财务'] },
  prices: { title: '价格', page: PricesPage, roles: COMMAND_ROLES.publishPriceList },
  coupons: { title: '优惠券', page: CouponsPage, roles: COMMAND_ROLES.issueCoupon },
  packages: { title: '套餐', page: PackagesPage, roles: COMMAND_ROLES.publishPackage },
  accounts: { title: '手机号解绑', page: AccountsPage, roles: COMMAND_ROLES.releasePhone },
  settings: { title: '运营参数', page: SettingsPage, roles: COMMAND_ROLES.setParameter },
  commands: { title: '操作记录', page: CommandsPage },
};
