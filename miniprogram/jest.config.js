/** Unit tests of the mini-program's own logic and of a few components, in jsdom. */
/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'jsdom',
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
  roots: ['<rootDir>/tests'],
  // one file per target, imported without extension: tests run in jsdom, which is a browser
  moduleFileExtensions: ['ts', 'js', 'vue', 'json', 'mjs', 'h5.ts', 'h5.vue'],
  moduleNameMapper: {
    // the facade is ours: here it answers what a test tells it to
    '^@/cloud/cloud$': '<rootDir>/tests/stand-ins/cloud.ts',
    '^\\./cloud$': '<rootDir>/tests/stand-ins/cloud.ts',
    '^@/speech/voice$': '<rootDir>/tests/stand-ins/voice.ts',
    '^@/(.*)$': '<rootDir>/src/$1',
    '^#(domain|contract)/(.*)$': '<rootDir>/../$1/$2',
    '^valibot$': '<rootDir>/node_modules/valibot/dist/index.cjs',
    '^@tarojs/taro$': '<rootDir>/tests/stand-ins/taro.js',
    '^@nutui/icons-vue-taro$': '<rootDir>/node_modules/@nutui/icons-vue-taro/dist/es/index.es.js',
    '^@nutui/nutui-taro$': '<rootDir>/node_modules/@nutui/nutui-taro/dist/nutui.umd.js',
    '\\.(css|scss)$': '<rootDir>/tests/stand-ins/style.js',
  },
  transform: {
    '^.+\\.vue$': '@vue/vue3-jest',
    '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.jest.json', diagnostics: false }],
    '^.+\\.m?js$': [
      'babel-jest',
      { configFile: false, presets: [['@babel/preset-env', { targets: { node: 'current' } }]] },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!@nutui/icons-vue-taro/)'],
  setupFiles: ['<rootDir>/tests/setup.ts'],
  globals: {
    __DEVELOPMENT__: false,
    __CLOUD_ENV__: '',
    __SUBSCRIBE_TEMPLATES__: '{}',
    'vue-jest': { tsConfig: 'tsconfig.jest.json', experimentalCSSCompile: false, compilerOptions: {} },
  },
};
