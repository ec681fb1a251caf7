import { go } from '@/navigation/go';
import { faceUrl } from './face-session';

/** In a page of its own with a web-view; its domain must be among the mini-program's business domains. */
export function openFace(url: string): void {
  faceUrl.value = url;
  go.face();
}
