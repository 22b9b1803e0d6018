/** The variables that `fromEnv` reads. Empty ones count as absent. */
export const environmentVariables = {
  /** A token. It wins. */
  token: 'RDS_TOKEN',
  accessKey: 'HUAWEICLOUD_SDK_AK',
  secretKey: 'HUAWEICLOUD_SDK_SK',
  securityToken: 'HUAWEICLOUD_SDK_SECURITY_TOKEN',
} as const
