/**
 * Finds services by what families type: the name, an everyday word, part of a sentence around it, pinyin in full, its
 * first letters, or a mixture. The best fit comes first; equally good ones stay in the order of the catalogue.
 */
import type { Service } from './service';
import { spells } from './pinyin';

type Searched = Pick<Service, 'name' | 'everydayNames' | 'spelled' | 'plain' | 'applicable'>;

/** How well one thing that was typed fits: the higher the better. */
const FIT = {
  wholeName: 100,
  wholeEverydayName: 95,
  beginsName: 90,
  beginsEverydayName: 80,
  insideName: 75,
  insideEverydayName: 70,
  wholePinyin: 65,
  /** 妈妈要换药: the everyday word stands within what was typed. */
  saidAround: 60,
  beginsPinyin: 55,
  insidePinyin: 45,
  insideDescription: 30,
} as const;

/** A single letter would fit nearly everything. */
const LEAST_LETTERS = 2;

/** Full-width letters, capitals and punctuation make no difference. */
const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Words apart must all fit; nothing typed finds nothing. */
export function findServices<S extends Searched>(services: readonly S[], typed: string): readonly S[] {
  const words = wordsOf(typed);
  if (words.length === 0) return [];
  const fits = services.map((service) => ({ service, fit: fitOfAll(service, words) }));
  return fits
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ service }) => service);
}

/** `huan yao` is one word, 伤口 换药 are two: letters are joined, Chinese is not. */
function wordsOf(typed: string): readonly string[] {
  const joined = typed.normalize('NFKC').replace(/([a-z])['\s]+(?=[a-z])/gi, '$1');
  return joined
    .split(/[\s,，、。;；]+/u)
    .map(plainText)
    .filter(Boolean);
}

function fitOfAll(service: Searched, words: readonly string[]): number {
  const fits = words.map((word) => fitOf(service, word));
  return Math.min(...fits) === 0 ? 0 : fits.reduce((sum, fit) => sum + fit, 0);
}

function fitOf(service: Searched, word: string): number {
  const letters = /^[a-z]+$/.test(word);
  return Math.max(fitOfText(service, word), letters && word.length >= LEAST_LETTERS ? fitOfPinyin(service, word) : 0);
}

/** Of several names the first says best what it is: 喂饭 is 助餐 before it is 鼻饲. */
const bestOf = (fits: readonly number[]): number =>
  Math.max(0, ...fits.map((fit, at) => (fit === 0 ? 0 : fit - at / 100)));

function fitOfText({ name, everydayNames, plain, applicable }: Searched, word: string): number {
  const described = [plain, ...applicable].some((line) => plainText(line).includes(word));
  return Math.max(
    fitOfName(plainText(name), word),
    bestOf(everydayNames.map((one) => fitOfEverydayName(plainText(one), word))),
    described ? FIT.insideDescription : 0,
  );
}

function fitOfName(name: string, word: string): number {
  if (name === word) return FIT.wholeName;
  if (name.startsWith(word)) return FIT.beginsName;
  if (name.includes(word)) return FIT.insideName;
  return word.includes(name) ? FIT.saidAround : 0;
}

function fitOfEverydayName(name: string, word: string): number {
  if (name === word) return FIT.wholeEverydayName;
  if (name.startsWith(word)) return FIT.beginsEverydayName;
  if (name.includes(word)) return FIT.insideEverydayName;
  return name.length > 1 && word.includes(name) ? FIT.saidAround : 0;
}

const PINYIN_FIT = { whole: FIT.wholePinyin, beginning: FIT.beginsPinyin, inside: FIT.insidePinyin };

function fitOfPinyin({ spelled }: Searched, letters: string): number {
  const found = spelled.map((one) => spells(one.split(' '), letters));
  return bestOf(found.map((where) => (where ? PINYIN_FIT[where] : 0)));
}
