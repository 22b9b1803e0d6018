import { preferredLanguage } from './preferred-language.ts'
import { storedLanguage } from './stored-language.ts'

location.replace(`/${storedLanguage() ?? preferredLanguage(navigator.languages)}/`)
