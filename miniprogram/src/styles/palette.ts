/** The tokens' colours for what draws without CSS: the canvas, weapp's map, illustrations. A test compares design-tokens.scss. */
export interface Palette {
  readonly blue: string;
  readonly green: string;
  readonly amber: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly surface: string;
  readonly sunken: string;
  readonly blueSoft: string;
  readonly greenSoft: string;
}

export const LIGHT: Palette = {
  blue: '#1d68c9',
  green: '#0b7350',
  amber: '#875000',
  ink: '#15253a',
  muted: '#4a5b71',
  line: '#dfe7f0',
  lineStrong: '#8493a6',
  surface: '#ffffff',
  sunken: '#e9eef4',
  blueSoft: '#e8f1fd',
  greenSoft: '#e3f5ec',
};

export const DARK: Palette = {
  blue: '#8dbcff',
  green: '#6fd8aa',
  amber: '#f3bd6b',
  ink: '#eaf0f8',
  muted: '#b4c1d1',
  line: '#2b3747',
  lineStrong: '#75869b',
  surface: '#18212d',
  sunken: '#232f3e',
  blueSoft: '#1b3252',
  greenSoft: '#14382b',
};
