import { importFrom } from '@rds-tasklist/runtimes/on-demand'
import { takeTurns } from '../caller-process.ts'
import { OPERATION, PROJECT } from '../document.ts'
import { ACCESS_KEY, callerSettings } from './settings.ts'

/** The vendor's core, called as the vendor's generated services call it. */
const { endpoint, folder = '' } = callerSettings()
const { BasicCredentials } = await importFrom(folder, '@huaweicloud/huaweicloud-sdk-core')
const { ClientBuilder } = await importFrom(folder, '@huaweicloud/huaweicloud-sdk-core/ClientBuilder')
const credential = new BasicCredentials()
  .withAk(ACCESS_KEY.accessKey)
  .withSk(ACCESS_KEY.secretKey)
  .withProjectId(PROJECT)
const client = new ClientBuilder((client: unknown) => client).withCredential(credential).withEndpoint(endpoint).build()
takeTurns(() =>
  client.sendRequest({
    method: 'GET',
    url: OPERATION.path,
    contentType: 'application/json',
    pathParams: { project_id: PROJECT },
    queryParams: {},
    headers: {},
    responseHeaders: [''],
  }),
)
