/* One day of many pairs in one pass: the same as space/today.py and what it calls, by the same formulas and names.
   Every array is double; its last axis is the pair, unless said otherwise.

   Compiled with -ffast-math, which takes NaN for impossible: `given` looks at the bits instead. */

#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__clang__)
#define CLONES __attribute__((target_clones("avx2", "default")))
#else
#define CLONES
#endif
#ifdef __GNUC__
#define APART _Pragma("GCC ivdep") /* no two arrays of a day share memory */
#else
#define APART
#endif

#define SIZES 3
#define SIDES_OF(d) ((d)->people == 1 ? 1 : 3)
#define LARGEST 128 /* pairs at a time */

typedef struct {
    int64_t pairs, people, items, slots, today, open, ago, held; /* open: slot of today, or -1. ago: -1 for none */
    double shrink, need, still, worst, stuck_share, top, reference, rough_weight, rough_scale, settled, slow_weight;
    double level, variance, variance_days, noise_share, noise_days, carry_usual, carry_days, link_usual, link_days;
    double cross, bad_share, bad_mean, bad_sd, burst_known, wander, floor, week_days, slope_days, shape_square;
    double fading, carrying, answering, answered, rise, gone, wave_fades, wave_off;
    double wave_from, wave_most, hazard, unlikely, spread, largest;
    double size[SIZES], weight[SIZES], side[SIZES], shape[7];
    /* read: [pairs, people, items], [pairs], [slots], [slots, sides, sizes], [slots], [pairs] */
    const double *near, *weekday, *stands, *raising, *began, *episode;
    /* kept from day to day; items: [pairs, people, items] */
    double *item_n, *item_offset, *n, *sum, *square, *lag_n, *lag_sum, *lag_old, *lag_new, *split, *split_n, *yesterday;
    double *link_n, *link_sum, *link_a, *link_b, *wait_x, *wait_split, *wait_n, *week, *week_n, *slope, *slope_n, *slow;
    double *seen, *seen_sum, *seen_square, *stuck, *rough, *lean, *mean, *cov, *pull, *b, *a, *extra, *wave;
    /* told; value: [pairs, people]; free: [pairs, people, items] */
    double *value, *free, *heard, *enough, *mood, *noise, *carry, *link, *unit, *roughness, *share, *evidence, *chance;
} Day;

/* What one part of the day needs of another, for each pair. */
typedef struct {
    double f[4][LARGEST], usual[3][LARGEST], bad[3][LARGEST], v[2][LARGEST], low[2][LARGEST];
    double odds[LARGEST], base[LARGEST], gain[2][4][LARGEST], lean[2][LARGEST], bad_chance[LARGEST], surprise[LARGEST];
    double there[2][LARGEST], raw[2][LARGEST], x[2][LARGEST], noise[2][LARGEST], split[2][LARGEST], split_n[2][LARGEST];
} Seen;

static int given(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, 8);
    return (bits & 0x7FFFFFFFFFFFFFFFu) <= 0x7FF0000000000000u;
}

static double nothing(void)
{
    uint64_t bits = 0x7FF8000000000000u;
    double value;
    memcpy(&value, &bits, 8);
    return value;
}

static double within(double value, double low, double high) { return fmin(fmax(value, low), high); }

/* scales.day_value, and how far the items of one day lie apart. */
static void answers(const Day *d, int64_t p, Seen *o, double *usual_count, double *count)
{
    for (int who = 0; who < d->people; who++) {
        int64_t at = (p * d->people + who) * d->items;
        double known = 0, sum = 0, apart = 0, seen = 0, started = 0;
        for (int64_t k = at; k < at + d->items; k++) {
            int there = given(d->near[k]);
            d->free[k] = there ? d->near[k] - d->item_offset[k] : 0.0;
            known += there, sum += d->free[k];
        }
        double value = sum / fmax(known, 1.0);
        for (int64_t k = at; k < at + d->items; k++) {
            if (given(d->near[k])) {
                double off = d->near[k] - value - d->item_offset[k];
                d->item_n[k] += known > 1;
                if (d->item_n[k] >= 3) seen += 1, apart += off * off;
                if (known > 1) d->item_offset[k] += off / (d->item_n[k] + d->shrink);
            }
            started += d->item_n[k] > 0;
        }
        int use = seen == known && known >= 2;
        o->split[who][p] = use ? apart / fmax(known - 1, 1.0) / fmax(known, 1.0) : 0.0;
        o->split_n[who][p] = use;
        o->there[who][p] = known > 0;
        o->raw[who][p] = known > 0 ? value : 0.0;
        d->value[p * d->people + who] = known > 0 ? value : nothing();
        usual_count[who] = fmax(started, 1.0), count[who] = fmax(known, 1.0);
    }
    if (d->people == 1) {
        o->there[1][p] = o->raw[1][p] = o->split[1][p] = o->split_n[1][p] = 0;
    }
    d->heard[p] = o->there[0][p] + o->there[1][p] > 0;
}

/* moments.parameters */
static void parameters(const Day *d, int64_t P, int64_t p)
{
    double mean[2], root[2];
    for (int i = 0; i < 2; i++) {
        int64_t k = i * P + p;
        double n = fmax(d->n[k], 1e-9), freedom = fmax(d->n[k] - 2.0, 0.0);
        mean[i] = d->sum[k] / n;
        double raw = fmax(d->square[k] - n * mean[i] * mean[i], 0.0);
        double total = (raw * freedom / n + d->variance * d->variance_days) / (freedom + d->variance_days);
        total = fmax(total, d->floor * d->floor);
        double noise = (d->split[k] + d->noise_share * total * d->noise_days) / (d->split_n[k] + d->noise_days);
        d->noise[k] = within(noise, 0.08 * total, 0.6 * total);
        d->mood[k] = total - d->noise[k];
        double lag = d->lag_sum[k] - mean[i] * (d->lag_old[k] + d->lag_new[k]) + d->lag_n[k] * mean[i] * mean[i];
        if (d->n[k] > 0) lag += d->lag_n[k] / fmax(n, 5.0) * 2.0 * total;
        double carry = (lag / d->mood[k] + d->carry_usual * d->carry_days) / (d->lag_n[k] + d->carry_days);
        d->carry[k] = within(carry, 0.0, 0.8);
        d->unit[k] = sqrt(total), root[i] = sqrt(d->mood[k]);
    }
    double link = d->link_sum[p] - mean[1] * d->link_a[p] - mean[0] * d->link_b[p] + d->link_n[p] * mean[0] * mean[1];
    link = (link / (root[0] * root[1]) + d->link_usual * d->link_days) / (d->link_n[p] + d->link_days);
    d->link[p] = within(link, -0.2, 0.8);
}

static double slope(const Day *d, int64_t k) { return (d->slope[k] + d->slope_days) / (d->slope_n[k] + d->slope_days); }

static void enough(const Day *d, int64_t P, int64_t p, const Seen *o)
{
    for (int i = 0; i < 2; i++) {
        int64_t k = i * P + p;
        double raw = o->raw[i][p], off = raw - d->reference;
        if (o->there[i][p] > 0) {
            d->seen[k] += 1, d->seen_sum[k] += off, d->seen_square[k] += off * off;
            d->stuck[k] += raw > d->top || raw < 10 - d->top;
        }
        double n = fmax(d->seen[k], 1.0), mean = d->seen_sum[k] / n, variance = d->seen_square[k] / n - mean * mean;
        d->enough[k] = d->seen[k] >= d->need && variance > d->still && d->stuck[k] < d->stuck_share * n;
    }
}

/* Everything before the filter. */
static void begin(const Day *d, int64_t P, int64_t p, Seen *o)
{
    double usual_count[2] = {1, 1}, count[2] = {1, 1};
    int weekday = (int)d->weekday[p];
    answers(d, p, o, usual_count, count);
    parameters(d, P, p);
    for (int i = 0; i < 2; i++) {
        int64_t k = i * P + p, day = (weekday * 2 + i) * P + p;
        double own = d->week[day] / (d->week_n[day] + d->week_days);
        o->x[i][p] = o->raw[i][p] - d->shape[weekday] * d->unit[k] * slope(d, k) - own;
        o->noise[i][p] = d->noise[k] * (usual_count[i] / count[i]);
    }
    enough(d, P, p, o);
}

/* kalman.predict */
static void night(const Day *d, int64_t n, int64_t p, double f[2][2], const double root[2])
{
    double *mean = d->mean, *cov = d->cov, still[2][2], half[2][2];
    double first = mean[p], burst = d->bad_share * (d->bad_mean * d->bad_mean + d->bad_sd * d->bad_sd) * d->burst_known;
    mean[p] = f[0][0] * first + f[0][1] * mean[n + p];
    mean[n + p] = f[1][0] * first + f[1][1] * mean[n + p];
    for (int j = 0; j < 4; j++) {
        double above = cov[j * n + p], below = cov[(4 + j) * n + p];
        cov[j * n + p] = f[0][0] * above + f[0][1] * below;
        cov[(4 + j) * n + p] = f[1][0] * above + f[1][1] * below;
    }
    for (int i = 0; i < 4; i++) {
        double left = cov[i * 4 * n + p], right = cov[(i * 4 + 1) * n + p];
        cov[i * 4 * n + p] = left * f[0][0] + right * f[0][1];
        cov[(i * 4 + 1) * n + p] = left * f[1][0] + right * f[1][1];
    }
    still[0][0] = d->mood[p], still[1][1] = d->mood[n + p];
    still[0][1] = still[1][0] = d->link[p] * root[0] * root[1];
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++) half[i][j] = f[i][0] * still[0][j] + f[i][1] * still[1][j];
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++) {
            double shock = still[i][j] - half[i][0] * f[j][0] - half[i][1] * f[j][1] - burst * root[i] * root[j];
            cov[(i * 4 + j) * n + p] += fmax(shock, 1e-3 * still[i][j]);
        }
    for (int i = 0; i < 2; i++) cov[(2 + i) * 5 * n + p] += pow(d->wander * d->unit[i * n + p], 2);
}

static double length(const double q[3], double one, double other)
{
    return q[0] * one * one + 2 * q[1] * one * other + q[2] * other * other;
}

/* kalman.forecast, bad_chance, absorb_bad and update */
static void meet(const Day *d, int64_t n, int64_t p, const double root[2], Seen *o)
{
    double *mean = d->mean, *cov = d->cov, s[2][2], there[2], v[2], low[2], q[2][3], det[2], u[2], w[2];
    for (int i = 0; i < 2; i++) {
        there[i] = o->there[i][p];
        v[i] = there[i] * (o->x[i][p] - mean[i * n + p] - mean[(2 + i) * n + p]);
        low[i] = there[i] * (v[i] + d->bad_mean * root[i]);
        for (int j = 0; j < 2; j++)
            s[i][j] = cov[(i * 4 + j) * n + p] + cov[(i * 4 + 2 + j) * n + p] + cov[((2 + i) * 4 + j) * n + p]
                      + cov[((2 + i) * 4 + 2 + j) * n + p];
    }
    for (int k = 0; k < 2; k++) {
        double own[2], worse[2] = {k * d->bad_sd * root[0], k * d->bad_sd * root[1]};
        double both = (s[0][1] + worse[0] * worse[1]) * there[0] * there[1];
        for (int i = 0; i < 2; i++)
            own[i] = there[i] > 0 ? s[i][i] + o->noise[i][p] + worse[i] * worse[i] : 1.0;
        det[k] = own[0] * own[1] - both * both;
        q[k][0] = own[1] * there[0] / det[k], q[k][1] = -both / det[k], q[k][2] = own[0] * there[1] / det[k];
    }
    double near = length(q[0], v[0], v[1]), far = length(q[1], low[0], low[1]);
    double odds = log(d->bad_share / (1 - d->bad_share)) + 0.5 * (log(det[0] / det[1]) + near - far);
    for (int i = 0; i < 2; i++) {
        u[i] = low[i] - d->lean[i * n + p] * there[i], w[i] = v[i] - d->lean[i * n + p] * there[i];
        o->v[i][p] = v[i], o->low[i][p] = low[i];
    }
    for (int c = 0; c < 3; c++) o->usual[c][p] = q[0][c], o->bad[c][p] = q[1][c];
    double moved = length(q[0], w[0], w[1]) - near - length(q[1], u[0], u[1]) + far;
    double chance = exp(fmin(odds + 0.5 * moved, 30.0));
    chance = there[0] + there[1] > 0 ? chance / (1 + chance) : 0.0;
    o->odds[p] = odds, o->base[p] = log1p(exp(odds));
    o->surprise[p] = near, o->bad_chance[p] = chance;

    double part = pow(chance, 1.5), more = part * d->bad_sd * d->bad_sd + part * (1 - part) * d->bad_mean * d->bad_mean;
    for (int i = 0; i < 2; i++) {
        mean[i * n + p] -= part * d->bad_mean * root[i];
        for (int j = 0; j < 2; j++) cov[(i * 4 + j) * n + p] += more * root[i] * root[j];
    }
    for (int who = 0; who < 2; who++) {
        double column[4], *gain[4];
        for (int i = 0; i < 4; i++)
            column[i] = cov[(i * 4 + who) * n + p] + cov[(i * 4 + 2 + who) * n + p], gain[i] = &o->gain[who][i][p];
        double precision = there[who] / (column[who] + column[2 + who] + o->noise[who][p]);
        double off = there[who] * (o->x[who][p] - mean[who * n + p] - mean[(2 + who) * n + p]);
        for (int i = 0; i < 4; i++) *gain[i] = column[i] * precision, mean[i * n + p] += *gain[i] * off;
        for (int i = 0; i < 4; i++)
            for (int j = 0; j < 4; j++) cov[(i * 4 + j) * n + p] -= *gain[i] * column[j];
    }
}

/* shifts.fade, open_day, weigh and absorb: one possible first day. */
CLONES static void weigh(const Day *d, const Seen *o, int64_t slot)
{
    int64_t n = d->pairs, all = d->slots * n, at = slot * n;
    double *pull[4][2];
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 2; j++) pull[i][j] = d->pull + (i * 2 + j) * all + at;
    for (int j = 0; d->today && j < 2; j++)
        APART
        for (int64_t p = 0; p < n; p++) {
            double first = pull[0][j][p], second = pull[1][j][p];
            pull[0][j][p] = o->f[0][p] * first + o->f[1][p] * second;
            pull[1][j][p] = o->f[2][p] * first + o->f[3][p] * second;
        }
    if (slot == d->open)
        APART
        for (int64_t p = 0; p < n; p++) {
            for (int i = 0; i < 8; i++) pull[i / 2][i % 2][p] = 0;
            for (int side = 0; side < 3; side++) {
                d->b[side * all + at + p] = d->a[side * all + at + p] = 0;
                for (int k = 0; k < SIZES; k++) d->extra[(k * 3 + side) * all + at + p] = 0;
            }
        }
    for (int side = 0; side < SIDES_OF(d); side++) {
        double *b = d->b + side * all + at, *a = d->a + side * all + at, one = side != 1, other = side != 0;
        APART
        for (int64_t p = 0; p < n; p++) {
            double g0 = one * (pull[0][0][p] + pull[2][0][p] - d->unit[p]) + other * (pull[0][1][p] + pull[2][1][p]);
            double g1 = one * (pull[1][0][p] + pull[3][0][p]);
            g1 += other * (pull[1][1][p] + pull[3][1][p] - d->unit[n + p]);
            double u0 = o->usual[0][p] * g0 + o->usual[1][p] * g1, u1 = o->usual[1][p] * g0 + o->usual[2][p] * g1;
            double w0 = o->bad[0][p] * g0 + o->bad[1][p] * g1, w1 = o->bad[1][p] * g0 + o->bad[2][p] * g1;
            double slope = u0 * o->v[0][p] + u1 * o->v[1][p], bend = u0 * g0 + u1 * g1;
            double tilt = w0 * o->low[0][p] + w1 * o->low[1][p] - slope, curve = 0.5 * (bend - w0 * g0 - w1 * g1);
            b[p] += slope, a[p] += bend;
            for (int k = 0; k < SIZES; k++) {
                double size = d->size[k], odds = fmin(o->odds[p] + size * (tilt + curve * size), 50.0);
                d->extra[(k * 3 + side) * all + at + p] += log(1.0 + exp(odds)) - o->base[p];
            }
        }
    }
    for (int who = 0; who < 2; who++)
        for (int j = 0; j < 2; j++)
            APART
            for (int64_t p = 0; p < n; p++) {
                double reach = pull[who][j][p] + pull[2 + who][j][p] - (j == who) * d->unit[who * n + p];
                for (int i = 0; i < 4; i++) pull[i][j][p] -= o->gain[who][i][p] * reach;
            }
}

/* verdict.weigh_all and its wave: sums over one first day's sides and sizes, of what is said, what raises, and rises. */
CLONES static void add(const Day *d, int64_t slot, double *said, double *raised, double *rises)
{
    int64_t n = d->pairs, all = d->slots * n, at = slot * n;
    for (int side = 0; side < SIDES_OF(d); side++) {
        const double *b = d->b + side * all + at, *a = d->a + side * all + at, *extra = d->extra + side * all + at;
        const double *raising = d->raising + (slot * 3 + side) * SIZES;
        double *share = d->share + side * all + at;
        APART
        for (int64_t p = 0; p < n; p++) {
            double allowed = (side != 1 ? d->enough[p] : 1.0) * (side ? d->enough[n + p] : 1.0), total = 0, alarm = 0;
            double stands = d->stands[slot] * d->side[side] * allowed;
            for (int k = 0; k < SIZES; k++) {
                double size = d->size[k];
                double odds = exp(fmin(size * (b[p] - 0.5 * size * a[p]) + extra[k * 3 * all + p], 200.0));
                total += d->weight[k] * odds, alarm += raising[k] * odds;
            }
            double up = exp(fmin(-d->rise * (b[p] + 0.5 * d->rise * a[p]), 60.0));
            share[p] = total * stands;
            said[p] += share[p], raised[p] += alarm * allowed;
            rises[p] += extra[p] > 0.5 * d->gone ? up * stands : 0.0;
        }
    }
}

/* verdict.expected_shift: what a change leaves to expect of today's values. */
CLONES static void expect(const Day *d, Seen *o, int64_t slot)
{
    int64_t n = d->pairs, all = d->slots * n, at = slot * n;
    for (int side = 0; side < SIDES_OF(d); side++) {
        const double *b = d->b + side * all + at, *a = d->a + side * all + at, *share = d->share + side * all + at;
        APART
        for (int64_t p = 0; p < n; p++) {
            double mean = share[p] * fmin(fmax(b[p] / (a[p] + 1 / (d->spread * d->spread)), 0.0), d->largest);
            for (int j = 0; j < 2; j++) {
                double moves = (side == 2 || side == j) * mean;
                for (int i = 0; i < 2; i++)
                    o->lean[i][p] += moves * (d->pull[(i * 2 + j) * all + at + p]
                                                       + d->pull[((2 + i) * 2 + j) * all + at + p]
                                                       - (i == j) * d->unit[i * n + p]);
            }
        }
    }
}

/* `_roughness`: days that vary more than usual. */
static void roughness(const Day *d, int64_t P, int64_t p, const Seen *o)
{
    double people = o->there[0][p] + o->there[1][p], w[2], q[3] = {o->usual[0][p], o->usual[1][p], o->usual[2][p]};
    int ready = 0;
    for (int i = 0; i < 2; i++) {
        w[i] = o->v[i][p] - d->lean[i * P + p] * o->there[i][p];
        ready |= d->enough[i * P + p] > 0 && d->seen[i * P + p] >= d->settled;
    }
    double surprise = (fmin(length(q, w[0], w[1]), d->worst) - people) / sqrt(2.0 * fmax(people, 1.0));
    if (people > 0) d->rough[p] += d->rough_weight * (surprise - d->rough[p]);
    d->roughness[p] = ready ? d->rough[p] * d->rough_scale / sqrt(d->rough_weight / 2) : 0.0;
}

/* moments.hold and learn_held */
static void learn(const Day *d, int64_t P, int64_t p, const Seen *o)
{
    int calm = d->episode[p] == 0;
    int64_t all = d->slots * P, now = d->today % d->held;
    for (int i = 0; i < 2; i++) {
        int64_t k = (now * 2 + i) * P + p;
        d->wait_x[k] = calm && o->there[i][p] > 0 ? o->x[i][p] : nothing();
        d->wait_split[k] = calm * o->split[i][p], d->wait_n[k] = calm * o->split_n[i][p];
    }
    if (d->ago < 0) return;
    double begun = 0, off[2], weight[2];
    for (int side = 0; side < SIDES_OF(d); side++)
        for (int64_t slot = 0; slot < d->slots; slot++)
            if (d->today - d->began[slot] >= d->ago) begun += d->share[side * all + slot * P + p];
    int there[2];
    for (int i = 0; i < 2; i++) {
        int64_t k = i * P + p, at = ((d->today - d->ago) % d->held * 2 + i) * P + p;
        double trusted = calm * (1 - d->chance[p] * begun), old = d->yesterday[k];
        there[i] = given(d->wait_x[at]);
        off[i] = there[i] ? d->wait_x[at] - d->reference : 0.0, weight[i] = there[i] * trusted;
        d->n[k] += weight[i], d->sum[k] += weight[i] * off[i], d->square[k] += weight[i] * off[i] * off[i];
        d->split[k] += d->wait_split[at] * trusted, d->split_n[k] += d->wait_n[at] * trusted;
        if (given(old) && weight[i] > 0) {
            d->lag_n[k] += weight[i], d->lag_sum[k] += weight[i] * off[i] * old;
            d->lag_old[k] += weight[i] * old, d->lag_new[k] += weight[i] * off[i];
        }
        d->yesterday[k] = there[i] ? off[i] : nothing();
    }
    double pair = weight[0] * there[1];
    d->link_n[p] += pair, d->link_sum[p] += pair * off[0] * off[1];
    d->link_a[p] += pair * off[0], d->link_b[p] += pair * off[1];
}

/* week.learn_week and episodes.follow_level */
static void follow(const Day *d, int64_t P, int64_t p, const Seen *o)
{
    int weekday = (int)d->weekday[p];
    double weight = (d->episode[p] == 0) * (1 - d->chance[p]) * (1 - o->bad_chance[p]), shape = d->shape[weekday];
    for (int i = 0; i < 2; i++) {
        int64_t k = i * P + p, day = (weekday * 2 + i) * P + p;
        if (o->there[i][p] > 0) {
            double residual = weight > 0 ? o->v[i][p] + o->raw[i][p] - o->x[i][p] : 0.0;
            double own = d->week[day] / (d->week_n[day] + d->week_days), part = shape / d->shape_square;
            d->slope[k] += weight * part * (residual - own) / d->unit[k];
            d->slope_n[k] += weight * part * shape;
            d->week[day] += weight * (residual - shape * d->unit[k] * slope(d, k));
            d->week_n[day] += weight;
            double old = given(d->slow[k]) ? d->slow[k] : d->mean[(2 + i) * P + p];
            d->slow[k] = old + d->slow_weight * (o->x[i][p] - old);
        }
    }
}

/* Take one day; 0 when done, 1 when there are more pairs than fit. */
int advance(const Day *d)
{
    int64_t P = d->pairs;
    double said[LARGEST] = {0}, raised[LARGEST] = {0}, rises[LARGEST] = {0};
    Seen o;
    if (P > LARGEST) return 1;
    memset(o.lean, 0, sizeof o.lean);
    for (int64_t p = 0; p < P; p++) {
        begin(d, P, p, &o);
        double root[2] = {sqrt(d->mood[p]), sqrt(d->mood[P + p])};
        double f[2][2] = {{d->carry[p], d->cross * root[0] / root[1]}, {d->cross * root[1] / root[0], d->carry[P + p]}};
        for (int c = 0; c < 4; c++) o.f[c][p] = f[c / 2][c % 2];
        if (d->today) night(d, P, p, f, root);
        meet(d, P, p, root, &o);
    }
    for (int64_t slot = 0; slot < d->slots; slot++) {
        weigh(d, &o, slot);
        if (d->stands[slot] > 0) add(d, slot, said, raised, rises);
    }
    int leans = 0;
    for (int64_t p = 0; p < P; p++) {
        double wave = fmax(d->wave[p] - d->wave_fades, log(fmax(rises[p], 1.0)));
        d->wave[p] = wave;
        int two = d->people > 1;
        double carry = two ? 0.5 * (d->carry[p] + d->carry[P + p]) : d->carry[p];
        double known = d->enough[p] + d->enough[P + p], days = d->enough[p] * d->seen[p] + d->enough[P + p] * d->seen[P + p];
        double often = days / fmax(known, 1.0) / (d->today + 1);
        d->evidence[p] = log(fmax(raised[p], 1e-4)) - d->fading - d->carrying * (carry - d->carry_usual)
                         - d->answering * (often - d->answered)
                         - d->wave_off * within(wave - d->wave_from, 0.0, d->wave_most);
        double chance = 1 / (1 + exp(-d->evidence[p]) / d->hazard);
        d->chance[p] = chance < d->unlikely ? 0.0 : chance;
        leans |= d->chance[p] > 0;
    }
    for (int64_t i = 0; i < SIDES_OF(d) * d->slots; i++)
        for (int64_t p = 0; p < P; p++) d->share[i * P + p] /= fmax(said[p], 1e-300);
    for (int64_t slot = 0; leans && slot < d->slots; slot++)
        if (d->stands[slot] > 0) expect(d, &o, slot);
    for (int64_t p = 0; p < P; p++) {
        roughness(d, P, p, &o);
        for (int i = 0; i < 2; i++) d->lean[i * P + p] = o.lean[i][p] * d->chance[p];
        learn(d, P, p, &o);
        follow(d, P, p, &o);
    }
    return 0;
}
