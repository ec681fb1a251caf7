/** What WeChat's logic layer offers a mini-program, as far as this one asks: `wx` with storage, ways between pages, the cloud. */
const INFO = {
  pixelRatio: 2,
  windowWidth: 375,
  windowHeight: 667,
  screenWidth: 375,
  screenHeight: 667,
  statusBarHeight: 20,
  platform: 'ios',
  system: 'iOS 17',
  SDKVersion: '3.8.7',
  version: '8.0.50',
  language: 'zh_CN',
  model: 'iPhone',
  brand: 'Apple',
  benchmarkLevel: 40,
  fontSizeSetting: 16,
};
const ok = (options, answer = {}) => {
  options?.success?.(answer);
  options?.complete?.(answer);
  return Promise.resolve(answer);
};

function selectorQuery() {
  const query = {};
  const chained = [
    'in',
    'select',
    'selectAll',
    'selectViewport',
    'fields',
    'node',
    'boundingClientRect',
    'scrollOffset',
  ];
  for (const name of chained) query[name] = () => query;
  query.exec = (callback) => callback?.([null]);
  return query;
}

/** `call(name, data)` answers for the cloud functions; `rows(collection)` is what a watch or a look finds. */
function cloudOf({ call, rows = () => [] }) {
  const query = (collection) => ({
    get: async () => ({ data: rows(collection) }),
    watch({ onChange }) {
      setTimeout(() => onChange({ docs: rows(collection) }), 0);
      return { close() {} };
    },
  });
  return {
    DYNAMIC_CURRENT_ENV: Symbol('env'),
    init() {},
    callFunction: async ({ name, data }) => ({ result: await call(name, JSON.parse(JSON.stringify(data))) }),
    uploadFile: async ({ cloudPath }) => ({ fileID: `cloud://env.bucket/${cloudPath}` }),
    database: () => ({ collection: (name) => ({ where: () => query(name) }) }),
  };
}

export function standInForWx({ firstPage, open, replace, back, cloud, api = {} }) {
  const storage = new Map();
  const calls = [];
  const missing = new Set();
  const launch = () => ({ path: firstPage, query: {}, scene: 1001 });
  const to = (options) => void open(options.url).then(() => ok(options));
  const known = {
    canIUse: () => true,
    getSystemInfoSync: () => INFO,
    getWindowInfo: () => INFO,
    getDeviceInfo: () => INFO,
    getAppBaseInfo: () => INFO,
    getSystemInfo: (options) => ok(options, INFO),
    getStorageSync: (key) => storage.get(key) ?? '',
    setStorageSync: (key, value) => void storage.set(key, value),
    removeStorageSync: (key) => void storage.delete(key),
    getLaunchOptionsSync: launch,
    getEnterOptionsSync: launch,
    nextTick: (callback) => setTimeout(callback, 0),
    createSelectorQuery: selectorQuery,
    pageScrollTo: ok,
    showToast: ok,
    hideToast: ok,
    switchTab: to,
    navigateTo: to,
    redirectTo: (options) => void replace(options.url).then(() => ok(options)),
    reLaunch: to,
    navigateBack: (options) => (back(options?.delta), ok(options)),
    getLocation: (options) => ok(options, { longitude: 120.131, latitude: 30.279 }),
    chooseImage: (options) => ok(options, { tempFilePaths: ['wxfile://tmp/photo.jpg'], tempFiles: [] }),
    requestPayment: (options) => ok(options, { errMsg: 'requestPayment:ok' }),
    cloud: cloudOf(cloud),
    ...api,
  };
  const recorded =
    (name, value) =>
    (...args) => {
      calls.push([name, args[0]]);
      return value(...args);
    };
  const wx = new Proxy(known, {
    get(target, name) {
      if (typeof name !== 'string' || name in Object.prototype) return Reflect.get(target, name);
      if (!(name in target)) {
        if (/^(on|off)[A-Z]/.test(name)) return () => {};
        missing.add(name);
        return undefined;
      }
      const value = target[name];
      return typeof value === 'function' ? recorded(name, value) : value;
    },
  });
  return { wx, launch, calls, missing, storage };
}
