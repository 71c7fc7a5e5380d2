// The words that say nothing about which change is guilty. Rule: a word is here because people write it about any fault.

/** Function words, the furniture of stack traces, and what every revert and every symptom says. Checked before stemming. */
export const stopWords: ReadonlySet<string> = setOf(`
a about add added adding adds after again all also an and any are as at be because been before being between break
breaking breaks broke broken bug bugs but by call can cant cause caused causes causing change changed changes cl class
cls com commit commits could def did didn do does doesn doing don done down due error errors etc even example fail
failed failing fails failure failures false file first fix fixed fixes following for from function get gets getting got
had has have he here how html http https i if import in init int into is isn issue issues it its just last later let
lets lib like likely line look looks made main make makes making may might module more most must my name need needed
needs new no none not now null object of on once one only or org other others our out over patch per php pr prs reason
recent return revert reverted reverting reverts right run running runs see seem seems self set sets should since so some
src still str string test testing tests than that the their them then there these they this those through time times to
too traceback true try trying two type under until up use used uses using value very via want was we were what when
where which while who why will with within without won work working works would www you your`)

/** What people write about any fault; left out of the symptom only. Checked after stemming. */
export const proseStems: ReadonlySet<string> = setOf(`
able actually again against ago allow already alway another anymor anyway apparently appear appropriat ask author back
bad basically believ best better bit block came cannot case caus certain come correct correctly could cover crash
current currently day days deploy detail different discuss discussion easy either end ends every exception exist expect
fact few figur find found full give given go goes going gone good happen hard hour however incorrect incorrectly info
informat instead investigat keep kept know known land last leav left let link long longer lot many mayb mean meant merg
minut much multipl necessary never new newer next non note notic number often old oops original originally otherwis own
part perhap pleas point possibl possibly prevent previous previously probably problem proper properly pull put puts quit
rather real really regression relat report resolv result said same sanity saw say says seen several short show shown
simply sometim soon sorry specific start stop submit such sure take taken tell thank thing think thought today together
tomorrow turn unabl unblock understand unexpect unfortunately until various wait way ways week well whol wrong wrongly
yesterday yet`)

/** Common in code and in prose: half as telling as another word of the same rarity. Checked after stemming. */
export const halfStems: ReadonlySet<string> = setOf(`
build call check client code creat data default handl internal list local modul option packag process request respons
root server servic start support updat user valu version`)

function setOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
