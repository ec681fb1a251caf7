/** The words of a way in steps. */
export const strings = {
  progress: ({ step, steps }: { step: number; steps: number }) => `第 ${step} 步，共 ${steps} 步`,
  next: '下一步',
} as const;
