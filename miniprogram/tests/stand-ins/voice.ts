/** The host's voice and ear, doing what a test tells them to. */
import type { Voice } from '@/speech/speech';

export const spoken: string[] = [];
export const utter = { can: true, next: (): Promise<string> => Promise.reject(new Error('nobody speaks')) };

export const voice: Voice = {
  canSpeak: () => utter.can,
  speak: async (text) => void spoken.push(text),
  stopSpeaking: () => {},
  canListen: () => utter.can,
  listen: () => utter.next(),
  stopListening: () => {},
};
