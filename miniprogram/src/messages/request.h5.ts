import type { Answer } from './asked';
import { strings } from '@/strings/messages';

export const noMessagesBecause = strings.none.browser;

export const requestMessages = (): Promise<Answer> => Promise.resolve('no');
