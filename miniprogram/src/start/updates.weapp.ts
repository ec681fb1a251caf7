/** WeChat loads a new version beside the running one; it counts from the next start, which we offer in words. */
import { strings } from '@/strings/phone';
interface UpdateManager {
  onUpdateReady(tell: () => void): void;
  onUpdateFailed(tell: () => void): void;
  applyUpdate(): void;
}
interface Ask {
  readonly title: string;
  readonly content: string;
  readonly confirmText: string;
  readonly cancelText: string;
  readonly success: (answer: { readonly confirm: boolean }) => void;
}
declare const wx: { getUpdateManager?(): UpdateManager | undefined; showModal?(ask: Ask): void };

export function followUpdates(): void {
  const updates = wx.getUpdateManager?.();
  if (!updates) return;
  updates.onUpdateReady(() => {
    wx.showModal?.({
      title: strings.update.title,
      content: strings.update.words,
      confirmText: strings.update.now,
      cancelText: strings.update.later,
      success: ({ confirm }) => confirm && updates.applyUpdate(),
    });
  });
  updates.onUpdateFailed(() =>
    console.warn('the new version could not be loaded; WeChat tries again at the next start'),
  );
}
