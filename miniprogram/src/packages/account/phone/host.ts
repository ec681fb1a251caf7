/** Where this runs: the words for a number that is added differ from those for a way in. */
export const HOST: 'weapp' | 'h5' = process.env.TARO_ENV === 'weapp' ? 'weapp' : 'h5';
