/** Every cloud function a screen may call: what goes in, what comes back. The contract's own types, one line each. */
import type { InferInput } from 'valibot';
import type { AcceptOrder, AcceptOrderReply } from '#contract/acceptOrder';
import type { CancelOrderInput, CancelOrderReply } from '#contract/cancelOrder';
import type { CheckIn, CheckInReply } from '#contract/checkIn';
import type { CompleteVisitReply } from '#contract/completeVisit';
import type { ConfirmOrder, ConfirmOrderReply } from '#contract/confirmOrder';
import type { CreateOrderInput, CreateOrderReply } from '#contract/createOrder';
import type { DeclineOrder, DeclineOrderReply } from '#contract/declineOrder';
import type { DeleteAddressInput, DeleteAddressReply } from '#contract/deleteAddress';
import type { FindSlotsInput, FindSlotsReply } from '#contract/findSlots';
import type { ListOffersReply } from '#contract/listOffers';
import type { ListOrdersInput, ListOrdersReply } from '#contract/listOrders';
import type { PayOrderInput, PayOrderReply } from '#contract/payOrder';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { ReadCatalogueReply } from '#contract/readCatalogue';
import type { ReadContactsInput, ReadContactsReply } from '#contract/readContacts';
import type { ReadHealthInput, ReadHealthReply } from '#contract/readHealth';
import type { ReadOrder, ReadOrderReply } from '#contract/readOrder';
import type { RecommendNursesReply } from '#contract/recommendNurses';
import type { ReportLocation, ReportLocationReply } from '#contract/reportLocation';
import type { ReviewOrderInput, ReviewOrderReply } from '#contract/reviewOrder';
import type { SaveAddressInput, SaveAddressReply } from '#contract/saveAddress';
import type { SaveRecipientInput, SaveRecipientReply } from '#contract/saveRecipient';
import type { SaveVisitReply } from '#contract/saveVisit';
import type { SetOut, SetOutReply } from '#contract/setOut';
import type { SignInReply } from '#contract/signIn';
import type { VerifyIdentityInput, VerifyIdentityReply } from '#contract/verifyIdentity';
import type { VisitRecordInput } from '#contract/visitRecord';
import type { WishInput } from '#contract/wish';

type Nothing = Record<string, never>;
interface Call<Input, Data> {
  readonly input: Input;
  readonly data: Data;
}

export interface Calls {
  signIn: Call<Nothing, SignInReply>;
  readCatalogue: Call<Nothing, ReadCatalogueReply>;
  saveRecipient: Call<SaveRecipientInput, SaveRecipientReply>;
  verifyIdentity: Call<VerifyIdentityInput, VerifyIdentityReply>;
  readContacts: Call<ReadContactsInput, ReadContactsReply>;
  saveAddress: Call<SaveAddressInput, SaveAddressReply>;
  deleteAddress: Call<DeleteAddressInput, DeleteAddressReply>;
  findSlots: Call<FindSlotsInput, FindSlotsReply>;
  recommendNurses: Call<WishInput, RecommendNursesReply>;
  quoteOrder: Call<WishInput, QuoteOrderReply>;
  createOrder: Call<CreateOrderInput, CreateOrderReply>;
  listOrders: Call<ListOrdersInput, ListOrdersReply>;
  readOrder: Call<InferInput<typeof ReadOrder>, ReadOrderReply>;
  payOrder: Call<PayOrderInput, PayOrderReply>;
  cancelOrder: Call<CancelOrderInput, CancelOrderReply>;
  confirmOrder: Call<InferInput<typeof ConfirmOrder>, ConfirmOrderReply>;
  reviewOrder: Call<ReviewOrderInput, ReviewOrderReply>;
  readHealth: Call<ReadHealthInput, ReadHealthReply>;
  listOffers: Call<Nothing, ListOffersReply>;
  acceptOrder: Call<InferInput<typeof AcceptOrder>, AcceptOrderReply>;
  declineOrder: Call<InferInput<typeof DeclineOrder>, DeclineOrderReply>;
  setOut: Call<InferInput<typeof SetOut>, SetOutReply>;
  reportLocation: Call<InferInput<typeof ReportLocation>, ReportLocationReply>;
  checkIn: Call<InferInput<typeof CheckIn>, CheckInReply>;
  saveVisit: Call<VisitRecordInput, SaveVisitReply>;
  completeVisit: Call<VisitRecordInput, CompleteVisitReply>;
}
export type CallName = keyof Calls;
