/** Web Speech. Chromium has the interface even where no voice or no recognition service stands behind it. */
import { CANNOT_LISTEN, CANNOT_SPEAK, type Voice } from './speech';

interface Recognition {
  lang: string;
  onresult: (event: { results: { [n: number]: { [n: number]: { transcript: string } } } }) => void;
  onerror: () => void;
  onend: () => void;
  start(): void;
  stop(): void;
}
type RecognitionClass = new () => Recognition;
const heard = window as unknown as { SpeechRecognition?: RecognitionClass; webkitSpeechRecognition?: RecognitionClass };
const recognitionClass = () => heard.SpeechRecognition ?? heard.webkitSpeechRecognition;
let listening: Recognition | null = null;

function speak(text: string): Promise<void> {
  window.speechSynthesis.cancel();
  return new Promise((done, failed) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = 'zh-CN';
    // a little slower than usual: whoever asks for it is old
    utterance.rate = 0.85;
    utterance.onend = () => done();
    utterance.onerror = ({ error }) =>
      error === 'canceled' || error === 'interrupted' ? done() : failed(new Error(CANNOT_SPEAK));
    window.speechSynthesis.speak(utterance);
  });
}

function listen(): Promise<string> {
  const Class = recognitionClass();
  if (!Class) return Promise.reject(new Error(CANNOT_LISTEN));
  return new Promise((understood, failed) => {
    const recognition = new Class();
    listening = recognition;
    recognition.lang = 'zh-CN';
    recognition.onresult = ({ results }) => understood(results[0]?.[0]?.transcript ?? '');
    recognition.onerror = () => failed(new Error(CANNOT_LISTEN));
    // after a result this changes nothing
    recognition.onend = () => failed(new Error(CANNOT_LISTEN));
    recognition.start();
  });
}

export const voice: Voice = {
  canSpeak: () => 'speechSynthesis' in window,
  speak,
  stopSpeaking: () => window.speechSynthesis.cancel(),
  canListen: () => recognitionClass() !== undefined,
  listen,
  stopListening: () => listening?.stop(),
};
