import { yearTimeText } from '#domain/schedule/beijing';

/** 2027年12月1日: what counts for a year is not said without its year. */
export const fullDay = (at: number): string => yearTimeText(at).split(' ')[0] ?? '';
