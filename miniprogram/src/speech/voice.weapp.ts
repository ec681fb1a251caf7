/**
 * The slot for WeChat's speech plugin. It is added by hand in the mini-program's console and then declared in app.json;
 * without it `requirePlugin` throws, so it is tried on first use, and whoever asks is told that there is no speech.
 */
import Taro from '@tarojs/taro';
import { CANNOT_LISTEN, CANNOT_SPEAK, type Voice } from './speech';

declare const requirePlugin: ((name: string) => unknown) | undefined;

interface RecordRecognitionManager {
  onStop: (answer: { result: string }) => void;
  onError: () => void;
  start(options: { lang: 'zh_CN'; duration: number }): void;
  stop(): void;
}
interface SpeechPlugin {
  textToSpeech(request: {
    lang: 'zh_CN';
    tts: true;
    content: string;
    success: (answer: { filename: string }) => void;
    fail: () => void;
  }): void;
  getRecordRecognitionManager(): RecordRecognitionManager;
}

const NAME = 'WechatSI';
const LONGEST_LISTENING_MS = 30_000;
/** The plugin reads at most 1000 bytes at a time; a Chinese character has three. */
const PIECE_CHARACTERS = 300;
let found: SpeechPlugin | null | undefined;
let player: Taro.InnerAudioContext | null = null;
let stopped = false;
let finishPiece = () => {};

function plugin(): SpeechPlugin | null {
  if (found !== undefined) return found;
  try {
    found = typeof requirePlugin === 'function' ? (requirePlugin(NAME) as SpeechPlugin) : null;
  } catch {
    // not added to this mini-program: its buttons hide themselves
    found = null;
  }
  return found ?? null;
}

const soundOf = (speech: SpeechPlugin, content: string) =>
  new Promise<string>((done, failed) => {
    const fail = () => failed(new Error(CANNOT_SPEAK));
    speech.textToSpeech({ lang: 'zh_CN', tts: true, content, success: ({ filename }) => done(filename), fail });
  });

function play(source: string): Promise<void> {
  // made on first use: a host without audio keeps its page
  const audio = (player ??= Taro.createInnerAudioContext());
  return new Promise((done, failed) => {
    finishPiece = done;
    audio.onEnded(() => done());
    audio.onError(() => failed(new Error(CANNOT_SPEAK)));
    audio.src = source;
    audio.play();
  });
}

async function speak(text: string): Promise<void> {
  const speech = plugin();
  if (!speech) throw new Error(CANNOT_SPEAK);
  stopped = false;
  for (let from = 0; from < text.length && !stopped; from += PIECE_CHARACTERS) {
    const source = await soundOf(speech, text.slice(from, from + PIECE_CHARACTERS));
    if (!stopped) await play(source);
  }
}

function listen(): Promise<string> {
  const manager = plugin()?.getRecordRecognitionManager();
  if (!manager) return Promise.reject(new Error(CANNOT_LISTEN));
  return new Promise((understood, failed) => {
    const fail = () => failed(new Error(CANNOT_LISTEN));
    manager.onStop = ({ result }) => (result ? understood(result) : fail());
    manager.onError = fail;
    manager.start({ lang: 'zh_CN', duration: LONGEST_LISTENING_MS });
  });
}

export const voice: Voice = {
  canSpeak: () => plugin() !== null,
  speak,
  stopSpeaking() {
    stopped = true;
    player?.stop();
    finishPiece();
  },
  canListen: () => plugin() !== null,
  listen,
  stopListening: () => plugin()?.getRecordRecognitionManager().stop(),
};
