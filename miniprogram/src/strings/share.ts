/** Cards that are forwarded. None says who is ill, with what, or where. */
export const strings = {
  home: '护士上门：换药、量血压、康复训练，在家就能做',
  service: ({ name }: { name: string }) => `${name}：请护士上门做，价钱写得明明白白`,
  order: '护士上门的进度，点开看看',
  copied: '链接已复制，发给家人就能打开',
  notCopied: ({ url }: { url: string }) => `没能复制，请把这个地址发给家人：${url}`,
} as const;
