const joined = { kim: 2019, noor: 2021, ida: 2020, theo: 2023, ana: 2018, jun: 2022, max: 2024 }

export function accountOf(member) {
  return { member, since: joined[member], orders: member.length * 3 }
}

export function checkPassword(member, password) {
  if (!joined[member] || !password) throw Object.assign(new Error('unknown member or password'), { status: 403 })
}
