/** What reading aloud and dictation ask of a host: speech.h5.ts the browser, speech.weapp.ts a plugin that may be absent. */
import { strings } from '@/strings/phone';
export interface Voice {
  readonly canSpeak: () => boolean;
  /** Settles when all was read or it was stopped; rejects in words when this phone cannot. */
  readonly speak: (text: string) => Promise<void>;
  readonly stopSpeaking: () => void;
  readonly canListen: () => boolean;
  /** One utterance as text; rejects in words when nothing was understood. */
  readonly listen: () => Promise<string>;
  readonly stopListening: () => void;
}

/** Said wherever speech fails: the way without it is always there. */
export const CANNOT_SPEAK = strings.speech.cannotSpeak;
export const CANNOT_LISTEN = strings.speech.cannotListen;
