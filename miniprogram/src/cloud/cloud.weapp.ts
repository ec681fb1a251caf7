/** The facade on WeChat: `wx.cloud` as it is. Identity is the openid the platform knows; there is nothing to sign in to. */
import type { Cloud, Row } from './cloud-surface';

interface Snapshot {
  readonly docs: readonly Row[];
}
interface Query {
  get(): Promise<{ readonly data: readonly Row[] }>;
  watch(listen: { onChange(snapshot: Snapshot): void; onError(error: unknown): void }): { close(): void };
}
interface WxCloud {
  readonly DYNAMIC_CURRENT_ENV: symbol;
  init(options: { env: string | symbol; traceUser: boolean }): void;
  callFunction(options: { name: string; data: object }): Promise<{ readonly result: unknown }>;
  uploadFile(options: { cloudPath: string; filePath: string }): Promise<{ readonly fileID: string }>;
  database(): { collection(name: string): { where(condition: object): Query } };
}
declare const wx: { readonly cloud?: WxCloud };

function wxCloud(): WxCloud {
  if (!wx.cloud) throw new Error('wx.cloud is missing: the base library is older than 2.2.3');
  return wx.cloud;
}
const query = (collection: string, where: object): Query => wxCloud().database().collection(collection).where(where);

export const cloud: Cloud = {
  personField: 'Openid',
  async start() {
    wxCloud().init({ env: __CLOUD_ENV__ || wxCloud().DYNAMIC_CURRENT_ENV, traceUser: false });
  },
  async callFunction(name, data) {
    return (await wxCloud().callFunction({ name, data })).result;
  },
  async uploadFile(cloudPath, filePath) {
    return (await wxCloud().uploadFile({ cloudPath, filePath })).fileID;
  },
  async read(collection, where) {
    return (await query(collection, where).get()).data;
  },
  watch(collection, where, onChange, onError) {
    return query(collection, where).watch({ onChange: (snapshot) => onChange(snapshot.docs), onError });
  },
};
