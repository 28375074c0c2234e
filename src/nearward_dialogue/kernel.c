/* Counts words, emoji and categories in many messages: the same rules as tokens.py and words.py, one byte at a time.
   Below, whether and how they ask: the same rules as openings.py and marks.py.

   Every message lies between white space or signs in a buffer with bytes to spare behind the last one: at least 32
   to count, and 48 to hear questions. */

#include <stdint.h>
#include <string.h>

typedef uint8_t u8;
typedef uint64_t u64;

/* How many bytes a character has that is no letter, by its first byte; nought for a letter. */
static inline int sign(const u8 *p)
{
    u8 b = *p;
    if (b < 0xC2) return 0;
    if (b == 0xC2) return 2;
    if (b == 0xE2 || b == 0xEF) return 3;
    if (b == 0xE3) return p[1] == 0x80 ? 3 : 0;
    return b >= 0xF0 ? 4 : 0;
}

static inline int small(u8 b) { return (u8)(b - 'A') < 26 ? b | 32 : b; }

static inline int letter(const u8 *p)
{
    u8 b = *p;
    if (b >= 0x80) return !sign(p);
    return (u8)((b | 32) - 'a') < 26 || (u8)(b - '0') < 10;
}

static inline int white(u8 b) { return b == ' ' || b == '\n' || b == '\r' || b == '\t' || !b; }

static int address(const u8 *p)
{
    if (small(p[0]) != 'h' || small(p[1]) != 't' || small(p[2]) != 't' || small(p[3]) != 'p') return 0;
    p += small(p[4]) == 's' ? 5 : 4;
    return p[0] == ':' && p[1] == '/' && p[2] == '/';
}

static int picture(const u8 *p)
{
    if (p[0] == 0xF0 && p[1] == 0x9F) return p[2] >= 0x84 && !(p[2] == 0x8F && p[3] >= 0xBB);
    return p[0] == 0xE2 && ((p[1] >= 0x98 && p[1] <= 0x9E) || (p[1] == 0x8C && (p[2] | 1) == 0x9B));
}

static int flag(const u8 *p) { return p[0] == 0xF0 && p[1] == 0x9F && p[2] == 0x87 && p[3] >= 0xA6; }

/* How many LANES there are, the flags say. */
enum { WIDTH = 8 * LANES, MOST_IN_LANE = 255 };

struct table {
    u64 seed, shift;
    const int16_t *slots;
    const u64 *low, *high;
    const uint32_t *masks;
    const u64 *lanes[LANES];
};

/* What is counted of one message: `many` words so far in small counters, eight to a number, the others in `counts`;
   `held` has a bit for each category in it. */
struct message {
    uint16_t *counts;
    u64 lanes[LANES];
    int many;
    uint32_t held;
};

static void settle(struct message *m)
{
    u8 small[WIDTH];
    __builtin_memcpy(small, m->lanes, WIDTH);
    for (int i = 0; i < WIDTH; i++) {
        uint32_t sum = (uint32_t)m->counts[i] + small[i];
        m->counts[i] = sum > 0xFFFF ? 0xFFFF : sum;
    }
    __builtin_memset(m->lanes, 0, WIDTH);
    m->many = 0;
}

/* Without a branch, since nobody can foretell of a word whether it is one of the table: the first has no category. */
static inline void add(const struct table *t, u64 low, u64 high, struct message *m)
{
    int64_t found = t->slots[((low ^ high * 0x9E3779B97F4A7C15ull) * t->seed) >> t->shift];
    found &= -(int64_t)(((t->low[found] ^ low) | (t->high[found] ^ high)) == 0);
    m->held |= t->masks[found];
    for (int i = 0; i < LANES; i++) m->lanes[i] += t->lanes[i][found];
    if (++m->many == MOST_IN_LANE) settle(m);
}

#define EACH 0x0101010101010101ull
#define HIGH (EACH * 0x80)

/* The eight bytes at p in small letters; *stop has a high bit where one is no A to Z, a to z or digit. */
static inline u64 eight(const u8 *p, u64 *stop)
{
    u64 bytes, plain;
    __builtin_memcpy(&bytes, p, 8);
    plain = bytes & ~HIGH;
    u64 low = plain | EACH * 0x20; /* leaves digits and small letters as they are */
    u64 letters = (low + EACH * (0x80 - 'a')) & ~(low + EACH * (0x7F - 'z'));
    u64 digits = (plain + EACH * (0x80 - '0')) & ~(plain + EACH * (0x7F - '9'));
    *stop = (~(letters | digits) | bytes) & HIGH;
    return low;
}

static inline u64 first(u64 bytes, int64_t size) { return size ? bytes & ~0ull >> (64 - 8 * size) : 0; }

/* A word of A to Z and digits alone is looked up where it stands; any other goes byte by byte. */
static const u8 *word(const struct table *t, const u8 *p, const u8 *end, struct message *m)
{
    u64 stop, low = eight(p, &stop), high = 0;
    int64_t plain = stop ? __builtin_ctzll(stop) / 8 : 8;
    if (plain == 8) {
        high = eight(p + 8, &stop);
        plain += stop ? __builtin_ctzll(stop) / 8 : 8;
        if (plain == 16) while (p + plain < end && p[plain] < 0x80 && letter(p + plain)) plain++;
    }
    if (plain > end - p) plain = end - p;
    if (p + plain == end || (p[plain] < 0x80 && p[plain] != 0x27)) {
        if (plain <= 8) add(t, first(low, plain), 0, m);
        else if (plain <= 16) add(t, low, first(high, plain - 8), m);
        return p + plain;
    }
    u8 bytes[16] = {0}, before = 0;
    int size = 0;
    for (; p < end; p++) {
        u8 b = *p;
        if (!letter(p)) {
            if (b == 0x27 && letter(p + 1)) {
            } else if (b == 0xE2 && p[1] == 0x80 && p[2] == 0x99 && letter(p + 3)) {
                for (int i = 0; i < 2; i++, p++, size++) if (size < 16) bytes[size] = *p;
                b = *p;
            } else break;
        } else if (before == 0xC3 && b >= 0x80 && b <= 0x9E && b != 0x97) b |= 32;
        if (size < 16) bytes[size] = small(b);
        size++;
        before = b;
    }
    if (size <= 16) {
        u64 half[2];
        __builtin_memcpy(half, bytes, 16);
        add(t, half[0], half[1], m);
    }
    return p;
}

static void one(const struct table *t, const u8 *buffer, const u8 *p, const u8 *end, int32_t *words, uint16_t *emoji,
                struct message *m)
{
    int32_t found = 0, pictures = 0, letters = 0;
    const u8 *last = 0, *quiet = 0; /* up to `quiet` lies an address, which is one word */
    while (p < end) {
        int size = sign(p);
        if (size) {
            if (picture(p)) {
                int joined = p - buffer >= 3 && p[-3] == 0xE2 && p[-2] == 0x80 && p[-1] == 0x8D;
                letters = flag(p) ? (last == p - 4 ? letters + 1 : 1) : 0;
                if (letters) last = p;
                if (!joined && letters % 2 == (letters > 0)) {
                    u64 low = 0;
                    __builtin_memcpy(&low, p, size);
                    add(t, low, 0, m);
                    pictures++;
                }
            }
            p += size;
        } else if (p < quiet || !letter(p)) p++;
        else {
            found++;
            if (!address(p)) p = word(t, p, end, m);
            else for (quiet = p; quiet < end && !white(*quiet);) quiet++;
        }
    }
    *words = found;
    *emoji = pictures > 0xFFFF ? 0xFFFF : pictures;
}

void count_messages(const u8 *buffer, int64_t messages, const int64_t *start, const int64_t *end, const struct table *t,
                    int32_t *words, uint16_t *emoji, uint16_t *counts, uint32_t *held)
{
    for (int64_t i = 0; i < messages; i++) {
        struct message m = {counts + i * WIDTH, {0}, 0, 0};
        one(t, buffer, buffer + start[i], buffer + end[i], words + i, emoji + i, &m);
        settle(&m);
        held[i] = m.held;
    }
}

struct openings {
    const u64 *keys;
    int64_t size, shift;
    const uint16_t *slots;
    const u8 *single, *pair, *begins, *amid, *within, *first, *joins, *stops, *breaks;
};

enum { OPEN = 1, CLOSED = 2, REQUEST = 4, UNMARKED = 32, ASIDE = 64, KINDS = OPEN | CLOSED | REQUEST };
enum { INSIDE = 8, LAST = 8, TELLING = 16, POINTING = 128 };

static int half(const struct openings *o, const u8 *p, u64 *bytes)
{
    int size = 0;
    for (*bytes = 0; size < 8 && o->within[small(p[size])]; size++) *bytes |= (u64)small(p[size]) << 8 * size;
    return size;
}

/* The number of the next word, where it begins, and what is behind it. */
static int64_t next_word(const struct openings *o, const u8 *p, const u8 **begin, const u8 **behind)
{
    int skip = 0;
    while (skip < 8 && !o->first[p[skip]]) skip++;
    *begin = p += skip < 8 ? skip : 0;
    u64 low, high = 0;
    int size = half(o, p, &low);
    if (size == 8) size += half(o, p + 8, &high);
    *behind = p + size;
    u64 key = low ^ high * 0x9E3779B97F4A7C15ull;
    u64 slot = key * 0x9E3779B97F4A7C15ull >> o->shift, most = (1ull << (64 - o->shift)) - 1;
    while (o->slots[slot] && o->keys[o->slots[slot] - 1] != key) slot = (slot + 1) & most;
    return o->slots[slot];
}

static int opening(const struct openings *o, const u8 *p, const u8 *end)
{
    const u8 *begin, *after;
    int64_t word = next_word(o, p, &begin, &after);
    if (begin >= end) word = 0;
    for (int asides = 0; word && asides <= 3; asides++) {
        const u8 *behind;
        int64_t following = next_word(o, after, &begin, &behind);
        if (begin >= end) following = 0;
        int bits = o->pair[word * (o->size + 1) + following];
        if (!bits) bits = o->single[word];
        if (begin >= end) {
            if (bits & (OPEN | CLOSED)) bits |= UNMARKED;
        } else if (o->single[word] & POINTING && !(o->single[following] & TELLING)) {
            const u8 *third, *past;
            next_word(o, behind, &third, &past);
            if (third >= end) bits |= UNMARKED;
        }
        if (bits != ASIDE) return bits;
        word = following;
        after = behind;
    }
    return 0;
}

/* By its first two bytes: never wrong where an opening stands. */
static int may_begin(const struct openings *o, const u8 *p)
{
    return !o->first[*p] || o->begins[small(p[0]) << 8 | small(p[1])];
}

/* The word that a space parts from this place; 0 where a sign or nothing stands there. */
static int64_t word_before(const struct openings *o, const u8 *start, const u8 *at)
{
    const u8 *begin = at - 1, *from, *behind;
    while (begin > start && o->within[small(begin[-1])]) begin--;
    int64_t word = next_word(o, begin, &from, &behind);
    return from < at - 1 ? word : 0;
}

/* Whether and how a question begins at a word behind a space. */
static int inside(const struct openings *o, const u8 *start, const u8 *at, const u8 *end)
{
    const u8 *begin, *after, *next, *behind, *third, *past;
    int64_t word = next_word(o, at, &begin, &after);
    if (!word || begin != at) return 0;
    int64_t following = next_word(o, after, &next, &behind);
    int last = next >= end, bits = last ? o->single[word] & LAST : o->pair[word * (o->size + 1) + following];
    if (!(bits & INSIDE) || (!last && (next != after + 1 || *after != ' '))) return 0;
    int before = o->single[word_before(o, start, at)], ends = last;
    if (!last) {
        next_word(o, behind, &third, &past);
        ends = third >= end;
    }
    if (before & (ends ? TELLING | ASIDE : TELLING)) return 0;
    int kind = (last ? o->single[word] : before) & (OPEN | CLOSED);
    return kind ? kind : bits & KINDS;
}

static int stops(const struct openings *o, const u8 *buffer, const u8 *p)
{
    if (!o->stops[*p]) return 0;
    if (*p == 0xBF) return p > buffer && p[-1] == 0xC2;
    return !o->joins[p[1]];
}

static int question(const struct openings *o, const u8 *buffer, const u8 *start, const u8 *mark)
{
    const u8 *begin = mark, *clause = mark;
    while (begin > start && !stops(o, buffer, begin - 1)) begin--;
    int bits = opening(o, begin, mark);
    if (bits & (OPEN | CLOSED)) return bits;
    while (clause > begin && clause[-1] != ',') clause--;
    bits = opening(o, clause, mark);
    return bits & (OPEN | CLOSED) ? bits : CLOSED;
}

static int asks(const struct openings *o, const u8 *buffer, const u8 *start, const u8 *end)
{
    int found = 0;
    for (const u8 *p = start; p < end && (p = memchr(p, '?', end - p)); p++)
        if (!o->joins[p[1]] && (p == buffer || p[-1] != '?')) found |= question(o, buffer, start, p);
    if (!(found & KINDS) && start < end) {
        int bits = may_begin(o, start) ? opening(o, start, end) : 0;
        if (bits & UNMARKED) found |= bits;
        const u8 *last = end - 1;
        while (last > start && !o->breaks[last[-1]]) last--;
        if (last > start && may_begin(o, last) && (bits = opening(o, last, end)) & UNMARKED) found |= bits;
    }
    if (!(found & KINDS))
        for (const u8 *p = start + 1; p < end; p++)
            if (p[-1] == ' ' && o->amid[small(p[0]) << 8 | small(p[1])]) found |= inside(o, start, p, end);
    return found & OPEN ? found & (OPEN | REQUEST) : found & KINDS;
}

void mark_messages(const u8 *buffer, int64_t messages, const int64_t *start, const int64_t *end,
                   const struct openings *o, u8 *marks)
{
    for (int64_t i = 0; i < messages; i++) marks[i] = asks(o, buffer, buffer + start[i], buffer + end[i]);
}
