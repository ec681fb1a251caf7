/** WeChat loads a new version beside the running one; it counts from the next start, which we offer in words. */
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
      title: '有新版本',
      content: '更新只要几秒钟。没填完的内容都存在手机里，不会丢。',
      confirmText: '现在更新',
      cancelText: '等一下',
      success: ({ confirm }) => confirm && updates.applyUpdate(),
    });
  });
  updates.onUpdateFailed(() =>
    console.warn('the new version could not be loaded; WeChat tries again at the next start'),
  );
}
