/** Four kinds of test: rules beside their file, the emulator's own, functions and journeys on the emulator, screens in Chromium. */
const typescript = {
  '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.jest.json', diagnostics: false }],
};
const AS_COMMONJS = [
  'ts-jest',
  { tsconfig: { allowJs: true, module: 'CommonJS', target: 'ES2022' }, diagnostics: false },
];
const project = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir: __dirname,
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/miniprogram/', '<rootDir>/.local/'],
  transform: typescript,
  moduleNameMapper: { '^#(domain|contract|cloud)/(.*)$': '<rootDir>/$1/$2' },
  ...more,
});

module.exports = {
  projects: [
    project(
      'rules',
      [
        'domain/**/*.test.ts',
        'contract/**/*.test.ts',
        'cloud/**/*.test.ts',
        'admin-cms/**/*.test.ts',
        'bench/**/*.test.ts',
      ],
      {
        // the library the assignment is held against comes as ES modules
        transform: {
          ...typescript,
          '/(linear-sum-assignment|ml-spectra-processing|is-any-array)/.+\\.js$': AS_COMMONJS,
        },
        transformIgnorePatterns: ['/node_modules/(?!(linear-sum-assignment|ml-spectra-processing|is-any-array)/)'],
      },
    ),
    project('emulator', ['emulator/**/*.test.ts']),
    project('stand-ins', ['stand-ins/**/*.test.ts']),
    project('repository', ['tests/*.test.ts', 'scripts/**/*.test.ts']),
    project('functions', ['tests/functions/**/*.test.ts'], { globalSetup: '<rootDir>/tests/functions/buildOnce.ts' }),
    project('journeys', ['tests/journeys/**/*.test.ts']),
    project('browser', ['tests/browser/**/*.test.ts'], {
      // pixelmatch comes as an ES module, which jest does not take
      transform: { ...typescript, '/pixelmatch/.+\\.js$': AS_COMMONJS },
      transformIgnorePatterns: ['/node_modules/(?!pixelmatch/)'],
    }),
  ],
  testTimeout: 30_000,
  testSequencer: '<rootDir>/scripts/test/longestFirst.js',
};
