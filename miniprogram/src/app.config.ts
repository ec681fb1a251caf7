export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/orders/index',
    'pages/health/index',
    'pages/mine/index',
    'pages/today/index',
    'pages/offers/index',
    'pages/income/index',
  ],
  subPackages: [
    {
      root: 'packages/booking',
      pages: ['services/index', 'service/index', 'where/index', 'when/index', 'nurse/index', 'confirm/index'],
    },
    { root: 'packages/order', pages: ['order/index', 'review/index', 'cancel/index'] },
    { root: 'packages/visit', pages: ['visit/index'] },
    { root: 'packages/people', pages: ['recipient/index', 'identity/index', 'address/index'] },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['packages/booking', 'packages/order'] },
    'pages/today/index': { network: 'all', packages: ['packages/visit'] },
  },
  lazyCodeLoading: 'requiredComponents',
  window: {
    backgroundTextStyle: 'dark',
    navigationBarBackgroundColor: '#1f6fd6',
    navigationBarTitleText: '安护到家',
    navigationBarTextStyle: 'white',
    // said aloud: only then does the H5 router draw its bar with a back button
    navigationStyle: 'default',
  },
  tabBar: {
    custom: true,
    color: '#4f6076',
    selectedColor: '#1f6fd6',
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
  requiredPrivateInfos: ['getLocation'],
  permission: { 'scope.userLocation': { desc: '护士上门途中共享位置、到达后签到' } },
});
