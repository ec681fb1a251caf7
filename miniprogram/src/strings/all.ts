/**
 * The catalogue: every word this program says by itself, gathered for the check (tests/strings.test.ts). No screen imports this
 * file: a subpackage carries only its own words. No i18n library: vue-i18n compiles messages with code made at run time, which
 * WeChat forbids, and there is one language today. A second one is a second folder with the same keys.
 */
import { strings as aboutPrivacy } from './about-privacy';
import { strings as aboutTerms } from './about-terms';
import { strings as account } from './account';
import { strings as app } from './app';
import { strings as assessment } from './assessment';
import { strings as booking } from './booking';
import { strings as catalogue } from './catalogue';
import { strings as components } from './components';
import { strings as dialect } from './dialect';
import { strings as discounts } from './discounts';
import { strings as dispute } from './dispute';
import { strings as family } from './family';
import { strings as consents } from './consents';
import { strings as health } from './health';
import { strings as home } from './home';
import { strings as income } from './income';
import { strings as insurance } from './insurance';
import { strings as invoice } from './invoice';
import { strings as messages } from './messages';
import { strings as mine } from './mine';
import { strings as onboarding } from './onboarding';
import { strings as offers } from './offers';
import { strings as packages } from './packages';
import { strings as orderPayment } from './order-payment';
import { strings as order } from './order';
import { strings as orderChange } from './order-change';
import { strings as orders } from './orders';
import { strings as plan } from './plan';
import { strings as people } from './people';
import { strings as phone } from './phone';
import { strings as privacy } from './privacy';
import { strings as repeat } from './repeat';
import { strings as share } from './share';
import { strings as standing } from './standing';
import { strings as steps } from './steps';
import { strings as today } from './today';
import { strings as training } from './training';
import { strings as visit } from './visit';
import { strings as words } from './words';

export const all = {
  'about-privacy': aboutPrivacy,
  'about-terms': aboutTerms,
  account,
  app,
  assessment,
  booking,
  catalogue,
  components,
  dialect,
  discounts,
  dispute,
  family,
  consents,
  health,
  home,
  income,
  insurance,
  invoice,
  messages,
  mine,
  offers,
  packages,
  onboarding,
  'order-payment': orderPayment,
  order,
  'order-change': orderChange,
  orders,
  people,
  plan,
  phone,
  privacy,
  repeat,
  share,
  standing,
  steps,
  today,
  training,
  visit,
  words,
} as const;
