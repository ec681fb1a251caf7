/** Points the real SDK of this process at the local CloudBase, as a function's environment would. Call before using `#cloud`. */
export function useLocalCloud(emulatorPort: number, environment: Readonly<Record<string, string>>): void {
  Object.assign(process.env, environment, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'AKIDlocal',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: 'local',
    SCF_NAMESPACE: 'local-env',
    TCB_ENV: 'local-env',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `http://127.0.0.1:${emulatorPort}/admin` }),
  });
}
