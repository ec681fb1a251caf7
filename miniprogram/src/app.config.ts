import { strings } from './strings/app';

/** WeChat takes bar colours from theme.json, by the phone's theme; H5 knows no such names and paints them from the tokens. */
const themed = (name: string, plain: string) => (process.env.TARO_ENV === 'weapp' ? `@${name}` : plain);
/**
 * Pages of H5 change at once. While one slides in, Taro's router hides the page below by a timer that going back does not stop:
 * whoever went back within a third of a second saw an empty page. WeChat slides its pages itself.
 */
const PAGE_CHANGE = process.env.TARO_ENV === 'h5' ? { animation: false } : {};
/** A page of the desk alone. */
const GALLERY = process.env.H5_FOR === 'development' ? ['development/gallery/index'] : [];

export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/orders/index',
    'pages/health/index',
    'pages/mine/index',
    'pages/mine/group/index',
    'pages/today/index',
    'pages/offers/index',
    'pages/income/index',
    ...GALLERY,
  ],
  subPackages: [
    {
      root: 'packages/booking',
      pages: [
        ...['services/index', 'service/index', 'where/index', 'when/index', 'nurse/index', 'confirm/index'],
        ...['repeat/index', 'repeat-nurse/index', 'repeat-check/index', 'repeats/index', 'repeat-one/index'],
      ],
    },
    {
      root: 'packages/order',
      pages: ['order/index', 'review/index', 'cancel/index', 'reschedule/index', 'dispute/index'],
    },
    { root: 'packages/visit', pages: ['visit/index', 'late/index', 'refuse/index', 'interrupt/index'] },
    {
      root: 'packages/people',
      pages: ['person/index', 'recipient/index', 'identity/index', 'face/index', 'contacts/index', 'address/index'],
    },
    { root: 'packages/consents', pages: ['list/index', 'text/index', 'give/index'] },
    { root: 'packages/assessment', pages: ['risk/index', 'first/index', 'order/index'] },
    {
      root: 'packages/family',
      pages: ['people/index', 'circle/index', 'invite/index', 'accept/index', 'activity/index'],
    },
    {
      root: 'packages/account',
      pages: [
        'phone/index',
        'data/index',
        'close/index',
        'closed/index',
        'discounts/index',
        'points/index',
        'packages/index',
      ],
    },
    { root: 'packages/onboarding', pages: ['apply/index', 'part/index', 'face/index'] },
    { root: 'packages/training', pages: ['courses/index', 'course/index', 'exam/index', 'result/index'] },
    {
      root: 'packages/plan',
      pages: [
        'plan/index',
        'schedule/index',
        'area/index',
        'hours/index',
        'days/index',
        'nights/index',
        'services/index',
        'dialects/index',
      ],
    },
    { root: 'packages/standing', pages: ['standing/index', 'papers/index', 'appeal/index'] },
    { root: 'packages/income', pages: ['week/index', 'year/index', 'appeal/index'] },
    { root: 'packages/invoice', pages: ['order/index', 'list/index'] },
    { root: 'packages/messages', pages: ['inbox/index', 'settings/index'] },
    { root: 'packages/about', pages: ['privacy/index', 'terms/index'] },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['packages/booking', 'packages/order'] },
    'pages/today/index': { network: 'all', packages: ['packages/visit'] },
  },
  lazyCodeLoading: 'requiredComponents',
  darkmode: true,
  themeLocation: 'theme.json',
  ...PAGE_CHANGE,
  window: {
    backgroundTextStyle: 'dark',
    navigationBarBackgroundColor: themed('barColor', '#1d68c9'),
    backgroundColor: themed('pageColor', '#f3f6fa'),
    navigationBarTitleText: strings.name,
    navigationBarTextStyle: themed('barText', 'white') as 'white',
    // said aloud: only then does the H5 router draw its bar with a back button
    navigationStyle: 'default',
  },
  tabBar: {
    custom: true,
    color: themed('tabColor', '#4a5b71'),
    selectedColor: themed('tabOn', '#1d68c9'),
    list: [
      { pagePath: 'pages/home/index', text: strings.tabs.home },
      { pagePath: 'pages/orders/index', text: strings.tabs.orders },
      { pagePath: 'pages/health/index', text: strings.tabs.health },
      { pagePath: 'pages/mine/index', text: strings.tabs.mine },
      { pagePath: 'pages/today/index', text: strings.tabs.today },
      { pagePath: 'pages/offers/index', text: strings.tabs.offers },
      { pagePath: 'pages/income/index', text: strings.tabs.income },
    ],
  },
  // WeChat then asks us before the first use of a personal API, and we explain (src/privacy)
  __usePrivacyCheck__: true,
  requiredPrivateInfos: ['getLocation'],
  permission: { 'scope.userLocation': { desc: strings.permission.place } },
});
