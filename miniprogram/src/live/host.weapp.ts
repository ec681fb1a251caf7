interface Wx {
  onNetworkStatusChange?(tell: (now: { readonly isConnected: boolean }) => void): void;
  getNetworkType?(options: { success(now: { readonly networkType: string }): void }): void;
}
declare const wx: Wx;

export function onNetwork(tell: (connected: boolean) => void): void {
  wx.onNetworkStatusChange?.(({ isConnected }) => tell(isConnected));
  wx.getNetworkType?.({ success: ({ networkType }) => networkType === 'none' && tell(false) });
}

/** Pages are hidden and shown with the program itself. */
export const onSeen = (): (() => void) => () => {};
