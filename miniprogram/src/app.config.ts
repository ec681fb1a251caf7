/** WeChat takes bar colours from theme.json, by the phone's theme; H5 knows no such names and paints them from the tokens. */
const themed = (name: string, plain: string) => (process.env.TARO_ENV === 'weapp' ? `@${name}` : plain);
/** A page of the desk alone. */
const GALLERY = process.env.H5_FOR === 'development' ? ['development/gallery/index'] : [];

export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/orders/index',
    'pages/health/index',
    'pages/mine/index',
    'pages/today/index',
    'pages/offers/index',
    'pages/income/index',
    ...GALLERY,
  ],
  subPackages: [
    {
      root: 'packages/booking',
      pages: ['services/index', 'service/index', 'where/index', 'when/index', 'nurse/index', 'confirm/index'],
    },
    { root: 'packages/order', pages: ['order/index', 'review/index', 'cancel/index'] },
    { root: 'packages/visit', pages: ['visit/index'] },
    { root: 'packages/people', pages: ['recipient/index', 'identity/index', 'address/index'] },
    { root: 'packages/about', pages: ['privacy/index', 'terms/index'] },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['packages/booking', 'packages/order'] },
    'pages/today/index': { network: 'all', packages: ['packages/visit'] },
  },
  lazyCodeLoading: 'requiredComponents',
  darkmode: true,
  themeLocation: 'theme.json',
  window: {
    backgroundTextStyle: 'dark',
    navigationBarBackgroundColor: themed('barColor', '#1d68c9'),
    backgroundColor: themed('pageColor', '#f3f6fa'),
    navigationBarTitleText: '安护到家',
    navigationBarTextStyle: themed('barText', 'white') as 'white',
    // said aloud: only then does the H5 router draw its bar with a back button
    navigationStyle: 'default',
  },
  tabBar: {
    custom: true,
    color: themed('tabColor', '#4a5b71'),
    selectedColor: themed('tabOn', '#1d68c9'),
    list: [
      { pagePath: 'pages/home/index', text: '首页' },
      { pagePath: 'pages/orders/index', text: '订单' },
      { pagePath: 'pages/health/index', text: '健康' },
      { pagePath: 'pages/mine/index', text: '我的' },
      { pagePath: 'pages/today/index', text: '今日' },
      { pagePath: 'pages/offers/index', text: '接单' },
      { pagePath: 'pages/income/index', text: '收入' },
    ],
  },
  // WeChat then asks us before the first use of a personal API, and we explain (src/privacy)
  __usePrivacyCheck__: true,
  requiredPrivateInfos: ['getLocation'],
  permission: { 'scope.userLocation': { desc: '护士上门途中共享位置、到达后签到' } },
});
