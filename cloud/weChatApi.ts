/** WeChat's own server interfaces. The only place that needs wx-server-sdk, loaded when the first one is asked. */
/** `cloud.cloudPay`: each call takes its fields in camel case and answers them so. */
export type CloudPay = Readonly<Record<string, (fields: object) => Promise<unknown>>>;

export async function weChatApi() {
  const { default: cloud } = await import('wx-server-sdk');
  // The SDK's types forget that its own symbol for "the environment I run in" is an environment.
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });
  // Not `openapi` itself: every name is a function of it, `then` too, and to `await` it would ask WeChat for that.
  // The types know nothing of it.
  const { cloudPay } = cloud as unknown as { readonly cloudPay: CloudPay };
  return { openapi: cloud.openapi, cloudPay };
}
