import { strings } from '@/strings/messages';

export const noMessagesBecause = strings.none.browser;

export const requestMessages = (): Promise<Readonly<Record<string, string>>> => Promise.resolve({});
