/** The host as far as our code asks it: storage that keeps, ways that are recorded. */
const storage = new Map();
const Taro = {
  getEnv: () => 'WEB',
  ENV_TYPE: { WEB: 'WEB', WEAPP: 'WEAPP' },
  getStorageSync: (key) => storage.get(key) ?? '',
  setStorageSync: (key, value) => void storage.set(key, value),
  removeStorageSync: (key) => void storage.delete(key),
  switchTab: jest.fn(),
  navigateTo: jest.fn(),
  navigateBack: jest.fn(),
  getCurrentPages: () => [{}, {}],
  stopPullDownRefresh: jest.fn(),
  redirectTo: jest.fn(),
  nextTick: (callback) => setTimeout(callback, 0),
  getSystemInfoSync: () => ({ pixelRatio: 2, windowWidth: 375, windowHeight: 667 }),
  getWindowInfo: () => ({ pixelRatio: 2, windowWidth: 375, windowHeight: 667 }),
  eventCenter: { on: () => {}, off: () => {}, once: () => {}, trigger: () => {} },
  getCurrentInstance: () => ({ router: { params: { recipientId: 'r1' } }, page: {} }),
};
// both shapes at once: our code imports the default, NutUI's umd file requires the object itself
module.exports = Object.assign(Taro, {
  __esModule: true,
  default: Taro,
  useDidShow: () => {},
  useDidHide: () => {},
  useReady: (callback) => callback(),
  usePullDownRefresh: () => {},
  useShareAppMessage: () => {},
});
