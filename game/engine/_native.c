/* Runs sections of a program, as game/engine/executor.py does, a tile of games at a time.

   The same operations in the same order on the same doubles: the same bits. That needs strict IEEE
   arithmetic (no fused multiply-add, no -ffast-math); hatch_build.py sees to it. The rows of a tile
   stand side by side in a small buffer, so that a turn runs within the cache. A guarded block brings
   the games that it is for together first, and works on those alone. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define TILE 512 /* games worked on together; more no longer fit the cache */
#define LANES 8  /* games of a guarded block are filled up to so many, or to a multiple of four times so many */

/* Operations on numbers come in three kinds: of rows, with a constant right, with a constant left. */
enum {
    ADD, ADD_C, C_ADD, SUB, SUB_C, C_SUB, MUL, MUL_C, C_MUL, DIV, DIV_C, C_DIV,
    MIN, MIN_C, C_MIN, MAX, MAX_C, C_MAX, LT, LT_C, C_LT, LE, LE_C, C_LE, EQ, EQ_C, C_EQ,
    BLT, BLT_C, C_BLT, BLE, BLE_C, C_BLE, BEQ, BEQ_C, C_BEQ,
    BADD, BADD_C, C_BADD, BMUL, BMUL_C, C_BMUL, BMIN, BMIN_C, C_BMIN, BMAX, BMAX_C, C_BMAX,
    LESS, LESS_C, C_LESS, AND, OR, NOT,
    ABS, COPY, COPY_C, BCOPY, BCOPY_C, NUM, SNAP, TRUNC, TAKE, TAKE_B, PICK, PICK_B, DRAW,
    ADDMUL, ADDMUL_C, C_ADDMUL, C_ADDMUL_C, NOTE, NOTE_B, NOTE_C, NOTE_BC
};
enum { SET, SET_B, GROW, GROW_B, SHRINK, SHRINK_B, SET_C, SET_BC, GROW_C, GROW_BC, SHRINK_C, SHRINK_BC };

#define GRID 103079215104.0 /* 1.5 * 2**36: adding and taking away this rounds to 2**-16 */

typedef struct {
    int32_t operation, target, left, right, third;
} Step;

typedef struct {
    int32_t guard, first_step, steps, first_input, number_inputs, byte_inputs, first_output, outputs;
    int32_t numbers, has_draws;
} Block;

typedef struct {
    int32_t own, row;
} Input;

typedef struct {
    int32_t how, target, source;
} Output;

typedef struct {
    const Block *blocks;
    Py_ssize_t block_count;
    const Step *steps;
    const Input *inputs;
    const Output *outputs;
    const double *constants;
    const double *tables; /* all tables, end to end */
    const uint8_t *small_tables;
    const int32_t *table_start, *table_last;
    const uint64_t *salts;
} Code;

/* Where a step works: rows of `stride` games, of which the first `width` count. */
typedef struct {
    double *numbers;
    uint8_t *bytes;
    const uint64_t *seeds;
    const int32_t *lanes; /* places in the tile; NULL: all, in order */
    const Py_ssize_t *columns; /* [place in the tile]: which game of the batch it is */
    double *notes;
    Py_ssize_t note_stride;
    int note_width;
} Place;

#if defined(__GNUC__) && defined(__x86_64__) && !defined(__clang__)
#define FASTEST __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FASTEST
#endif
#if defined(__GNUC__)
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static __forceinline
#endif

/* A target may be one of its own operands, game for game; never another overlap. */
#if defined(__clang__)
#define EACH _Pragma("clang loop vectorize(assume_safety)") for (int g = 0; g < width; g++)
#elif defined(__GNUC__)
#define EACH _Pragma("GCC ivdep") for (int g = 0; g < width; g++)
#else
#define EACH for (int g = 0; g < width; g++)
#endif

#define N(row) (at.numbers + (size_t)(row) * stride)
#define B(row) (at.bytes + (size_t)(row) * stride)

#define OF_NUMBERS(NAME, TYPE, OUT, EXPRESSION)                                                              \
    case NAME: {                                                                                             \
        TYPE *t = OUT(s->target);                                                                            \
        const double *l = N(s->left), *r = N(s->right);                                                      \
        EACH { const double a = l[g], b = r[g]; t[g] = (TYPE)(EXPRESSION); }                                 \
        break;                                                                                               \
    }                                                                                                        \
    case NAME##_C: {                                                                                         \
        TYPE *t = OUT(s->target);                                                                            \
        const double *l = N(s->left), b = code->constants[s->right];                                         \
        EACH { const double a = l[g]; t[g] = (TYPE)(EXPRESSION); }                                           \
        break;                                                                                               \
    }                                                                                                        \
    case C_##NAME: {                                                                                         \
        TYPE *t = OUT(s->target);                                                                            \
        const double a = code->constants[s->left], *r = N(s->right);                                         \
        EACH { const double b = r[g]; t[g] = (TYPE)(EXPRESSION); }                                           \
        break;                                                                                               \
    }

#define OF_BYTES(NAME, EXPRESSION)                                                                           \
    case NAME: {                                                                                             \
        uint8_t *t = B(s->target);                                                                           \
        const uint8_t *l = B(s->left), *r = B(s->right);                                                     \
        EACH { const uint8_t a = l[g], b = r[g]; t[g] = (uint8_t)(EXPRESSION); }                             \
        break;                                                                                               \
    }                                                                                                        \
    case NAME##_C: {                                                                                         \
        uint8_t *t = B(s->target);                                                                           \
        const uint8_t *l = B(s->left), b = (uint8_t)s->right;                                                \
        EACH { const uint8_t a = l[g]; t[g] = (uint8_t)(EXPRESSION); }                                       \
        break;                                                                                               \
    }                                                                                                        \
    case C_##NAME: {                                                                                         \
        uint8_t *t = B(s->target);                                                                           \
        const uint8_t a = (uint8_t)s->left, *r = B(s->right);                                                \
        EACH { const uint8_t b = r[g]; t[g] = (uint8_t)(EXPRESSION); }                                       \
        break;                                                                                               \
    }

#define LOOK_UP(NAME, TYPE, OUT, FROM, TABLE, WHERE)                                                         \
    case NAME: {                                                                                             \
        TYPE *t = OUT(s->target);                                                                            \
        const FROM *l = WHERE(s->left);                                                                      \
        const TYPE *table = TABLE + code->table_start[s->right];                                             \
        const int32_t last = code->table_last[s->right];                                                     \
        for (int g = 0; g < width; g++) {                                                                    \
            const int32_t place = (int32_t)l[g];                                                             \
            t[g] = table[place < 0 ? 0 : place > last ? last : place];                                       \
        }                                                                                                    \
        break;                                                                                               \
    }

INLINE void run_steps(const Code *code, const Step *s, int32_t count, const Place at, const int stride,
                      const int width)
{
    for (const Step *end = s + count; s < end; s++) {
        switch (s->operation) {
            OF_NUMBERS(ADD, double, N, a + b)
            OF_NUMBERS(SUB, double, N, a - b)
            OF_NUMBERS(MUL, double, N, a * b)
            OF_NUMBERS(DIV, double, N, a / b)
            OF_NUMBERS(MIN, double, N, a < b ? a : b)
            OF_NUMBERS(MAX, double, N, a > b ? a : b)
            OF_NUMBERS(LT, uint8_t, B, a < b)
            OF_NUMBERS(LE, uint8_t, B, a <= b)
            OF_NUMBERS(EQ, uint8_t, B, a == b)
            OF_BYTES(BLT, a < b)
            OF_BYTES(BLE, a <= b)
            OF_BYTES(BEQ, a == b)
            OF_BYTES(BADD, a + b)
            OF_BYTES(BMUL, a *b)
            OF_BYTES(BMIN, a < b ? a : b)
            OF_BYTES(BMAX, a > b ? a : b)
            OF_BYTES(LESS, a > b ? a - b : 0)
        case AND: {
            uint8_t *t = B(s->target);
            const uint8_t *l = B(s->left), *r = B(s->right);
            EACH t[g] = l[g] & r[g];
            break;
        }
        case OR: {
            uint8_t *t = B(s->target);
            const uint8_t *l = B(s->left), *r = B(s->right);
            EACH t[g] = l[g] | r[g];
            break;
        }
        case NOT: {
            uint8_t *t = B(s->target);
            const uint8_t *l = B(s->left);
            EACH t[g] = l[g] ^ 1;
            break;
        }
        case ABS: {
            double *t = N(s->target);
            const double *l = N(s->left);
            EACH t[g] = l[g] < 0.0 ? -l[g] : l[g];
            break;
        }
        case COPY: {
            double *t = N(s->target);
            const double *l = N(s->left);
            EACH t[g] = l[g];
            break;
        }
        case COPY_C: {
            double *t = N(s->target);
            const double a = code->constants[s->left];
            EACH t[g] = a;
            break;
        }
        case BCOPY: {
            uint8_t *t = B(s->target);
            const uint8_t *l = B(s->left);
            EACH t[g] = l[g];
            break;
        }
        case BCOPY_C: {
            uint8_t *t = B(s->target);
            const uint8_t a = (uint8_t)s->left;
            EACH t[g] = a;
            break;
        }
        case NUM: {
            double *t = N(s->target);
            const uint8_t *l = B(s->left);
            EACH t[g] = (double)l[g];
            break;
        }
        case SNAP: {
            double *t = N(s->target);
            const double *l = N(s->left);
            EACH t[g] = (l[g] + GRID) - GRID;
            break;
        }
        case TRUNC: {
            uint8_t *t = B(s->target);
            const double *l = N(s->left);
            EACH t[g] = (uint8_t)(int32_t)l[g];
            break;
        }
            LOOK_UP(TAKE, double, N, double, code->tables, N)
            LOOK_UP(TAKE_B, double, N, uint8_t, code->tables, B)
            LOOK_UP(PICK, uint8_t, B, double, code->small_tables, N)
            LOOK_UP(PICK_B, uint8_t, B, uint8_t, code->small_tables, B)
        case DRAW: { /* SplitMix64's finaliser, one half of the word; see game/engine/luck.py */
            double *t = N(s->target);
            const uint64_t salt = code->salts[s->left], *seeds = at.seeds;
            const int shift = s->right ? 32 : 0; /* the half that is wanted, to the top */
            EACH {
                uint64_t x = seeds[g] + salt;
                x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
                x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
                x = (x ^ (x >> 31)) << shift;
                t[g] = (double)(int64_t)(x >> 32) * 0x1p-32;
            }
            break;
        }
#define ADD_PRODUCT(NAME, LEFT, PRODUCT)                                                                     \
    case NAME: {                                                                                             \
        double *t = N(s->target);                                                                            \
        const double *r = N(s->right);                                                                       \
        LEFT PRODUCT                                                                                         \
        break;                                                                                               \
    }
            ADD_PRODUCT(ADDMUL, const double *l = N(s->left); const double *m = N(s->third);,
                        EACH { const double p = r[g] * m[g]; t[g] = l[g] + p; })
            ADD_PRODUCT(ADDMUL_C, const double *l = N(s->left); const double m = code->constants[s->third];,
                        EACH { const double p = r[g] * m; t[g] = l[g] + p; })
            ADD_PRODUCT(C_ADDMUL, const double l = code->constants[s->left]; const double *m = N(s->third);,
                        EACH { const double p = r[g] * m[g]; t[g] = l + p; })
            ADD_PRODUCT(C_ADDMUL_C, const double l = code->constants[s->left];
                        const double m = code->constants[s->third];,
                        EACH { const double p = r[g] * m; t[g] = l + p; })
#define TO_NOTE(NAME, VALUE)                                                                                 \
    case NAME: {                                                                                             \
        double *to = at.notes + (Py_ssize_t)s->target * at.note_stride;                                      \
        for (int g = 0; g < at.note_width; g++)                                                              \
            to[at.columns[at.lanes == NULL ? g : at.lanes[g]]] = VALUE;                                      \
        break;                                                                                               \
    }
            TO_NOTE(NOTE, N(s->left)[g])
            TO_NOTE(NOTE_B, (double)B(s->left)[g])
            TO_NOTE(NOTE_C, code->constants[s->left])
            TO_NOTE(NOTE_BC, (double)s->left)
        }
    }
}

#undef N
#undef B

/* What a thread works with: the rows of a tile, and room for a guarded block's own. */
typedef struct {
    double *numbers, *own_numbers;
    uint8_t *bytes, *own_bytes;
    Py_ssize_t stride; /* TILE, or LANES where there are no more games */
} Room;

INLINE int lowest_bit(uint64_t bits)
{
#if defined(__GNUC__)
    return __builtin_ctzll(bits);
#else
    int place = 0;
    for (; !(bits & 1); bits >>= 1)
        place++;
    return place;
#endif
}

/* A bit for each of 64 bytes of 0 or 1. */
INLINE uint64_t to_bits(const uint8_t *bytes)
{
    uint64_t bits = 0;
#if defined(__SSE2__)
    for (int part = 0; part < 4; part++) {
        const __m128i some = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
        bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_slli_epi16(some, 7)) << (16 * part);
    }
#else
    for (int part = 0; part < 8; part++) {
        uint64_t some;
        memcpy(&some, bytes + 8 * part, 8);
        bits |= ((some * 0x0102040810204080ULL) >> 56) << (8 * part);
    }
#endif
    return bits;
}

INLINE int gather_games(const uint8_t *guard, const uint64_t *live, int lanes, int32_t *games)
{
    int count = 0;
    for (int part = 0; 64 * part < lanes; part++)
        for (uint64_t bits = to_bits(guard + 64 * part) & live[part]; bits; bits &= bits - 1)
            games[count++] = 64 * part + lowest_bit(bits);
    return count;
}

INLINE void give_back(const Code *code, const Output *output, int32_t count, const Place at,
                      const int stride, const Room *room, const int32_t *games, int found)
{
    for (const Output *end = output + count; output < end; output++) {
        double *number = room->numbers + (size_t)output->target * room->stride;
        uint8_t *byte = room->bytes + (size_t)output->target * room->stride;
        const double *from = at.numbers + (size_t)output->source * stride;
        const uint8_t *small = at.bytes + (size_t)output->source * stride;
        const double constant = output->how >= SET_C && !(output->how & 1) ? code->constants[output->source] : 0.0;
        const uint8_t itself = (uint8_t)output->source;
#define EVERY for (int g = 0; g < found; g++)
        switch (output->how) {
        case SET: EVERY number[games[g]] = from[g]; break;
        case SET_B: EVERY byte[games[g]] = small[g]; break;
        case GROW: EVERY number[games[g]] = number[games[g]] + from[g]; break;
        case GROW_B: EVERY byte[games[g]] = (uint8_t)(byte[games[g]] + small[g]); break;
        case SHRINK: EVERY number[games[g]] = number[games[g]] - from[g]; break;
        case SHRINK_B: EVERY byte[games[g]] = (uint8_t)(byte[games[g]] - small[g]); break;
        case SET_C: EVERY number[games[g]] = constant; break;
        case SET_BC: EVERY byte[games[g]] = itself; break;
        case GROW_C: EVERY number[games[g]] = number[games[g]] + constant; break;
        case GROW_BC: EVERY byte[games[g]] = (uint8_t)(byte[games[g]] + itself); break;
        case SHRINK_C: EVERY number[games[g]] = number[games[g]] - constant; break;
        case SHRINK_BC: EVERY byte[games[g]] = (uint8_t)(byte[games[g]] - itself); break;
        }
#undef EVERY
    }
}

FASTEST static void run_tile(const Code *code, const Room *room, const uint64_t *seeds,
                             const uint8_t *is_live, const Py_ssize_t *columns, double *notes,
                             Py_ssize_t games, int width)
{
    const int lanes = room->stride == LANES ? LANES : (width + 63) / 64 * 64;
    uint64_t live[TILE / 64];
    for (int part = 0; part < TILE / 64; part++)
        live[part] = to_bits(is_live + 64 * part);
    for (const Block *b = code->blocks, *end = b + code->block_count; b < end; b++) {
        const Step *steps = code->steps + b->first_step;
        if (b->guard < 0) {
            const Place all = {room->numbers, room->bytes, seeds, NULL, columns, notes, games, width};
            if (lanes == TILE)
                run_steps(code, steps, b->steps, all, TILE, TILE);
            else if (lanes == LANES) /* a tile is never narrowed to so few */
                run_steps(code, steps, b->steps, all, LANES, LANES);
            else
                run_steps(code, steps, b->steps, all, TILE, lanes);
            continue;
        }
        int32_t where[TILE];
        const int found = gather_games(room->bytes + (size_t)b->guard * room->stride, live, lanes, where);
        if (found == 0)
            continue;
        const int filled = found <= LANES ? LANES : (found + 4 * LANES - 1) / (4 * LANES) * (4 * LANES);
        uint64_t some_seeds[TILE];
        const Input *input = code->inputs + b->first_input;
        for (int32_t i = 0; i < b->number_inputs; i++, input++) {
            double *to = room->own_numbers + (size_t)input->own * filled;
            const double *from = room->numbers + (size_t)input->row * room->stride;
            for (int g = 0; g < found; g++)
                to[g] = from[where[g]];
        }
        for (int32_t i = 0; i < b->byte_inputs; i++, input++) {
            uint8_t *to = room->own_bytes + (size_t)input->own * filled;
            const uint8_t *from = room->bytes + (size_t)input->row * room->stride;
            for (int g = 0; g < found; g++)
                to[g] = from[where[g]];
        }
        if (b->has_draws)
            for (int g = 0; g < found; g++)
                some_seeds[g] = seeds[where[g]];
        const Place own = {room->own_numbers, room->own_bytes, some_seeds, where, columns, notes, games, found};
        /* loops of a known length are so much faster that filling up pays */
        if (filled == LANES)
            run_steps(code, steps, b->steps, own, LANES, LANES);
        else if (filled == 4 * LANES)
            run_steps(code, steps, b->steps, own, 4 * LANES, 4 * LANES);
        else
            run_steps(code, steps, b->steps, own, filled, filled);
        give_back(code, code->outputs + b->first_output, b->outputs, own, filled, room, where, found);
    }
}

/* -- decisions by luck alone, as game/engine/drawing.py draws them -- */

typedef struct {
    int32_t legal, price, row; /* places among bytes and numbers; decision row */
} OrderPlace;

typedef struct {
    int32_t waits, waits_in_numbers, row, by_default, choices;
} AnswerPlace;

INLINE double even_draw(uint64_t seed, uint64_t salt)
{
    uint64_t x = seed + salt;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    x ^= x >> 31;
    return (double)(int64_t)(x >> 11) * 0x1p-53;
}

enum { D_ORDERS, D_RIVALS, D_ANSWERS, D_CHOICE_LEGAL, D_CHOICE_COST, D_ORDER_CELLS, D_CHOICE_CELLS, D_GROUP,
       D_ORDER_SALTS, D_ANSWER_SALTS, D_OBJECTS };

#define SOME 64       /* games whose questions are looked at together */
#define MOST_TRIES 64 /* draws of orders a turn */
#define MOST_WORDS 16 /* of 64 orders of a side each */

typedef struct {
    const OrderPlace *orders;
    const uint64_t *rivals; /* [order, word]: the orders that an order rules out, itself among them */
    const AnswerPlace *answers;
    const int32_t *choice_legal, *order_cells, *choice_cells, *group; /* group: [game of the batch] */
    const Py_ssize_t *columns; /* [game]: which of the batch it is; NULL: they are the same */
    const double *choice_cost;
    const uint64_t *order_salts, *answer_salts, *seeds;
    const double *numbers;
    const uint8_t *bytes;
    uint8_t *decisions;
    Py_ssize_t order_count, words, answer_count, widest, tries, number_stride, byte_stride, decision_stride;
    Py_ssize_t purse, orders_a_turn, cells_of_orders, cells_of_choices;
} Draw;

INLINE Py_ssize_t group_of(const Draw *d, Py_ssize_t game)
{
    return d->group == NULL ? 0 : d->group[d->columns == NULL ? game : d->columns[game]];
}

static int32_t draw_choice(const Draw *d, Py_ssize_t n, Py_ssize_t game)
{
    const AnswerPlace *answer = d->answers + n;
    const double draw = even_draw(d->seeds[game], d->answer_salts[n]);
    const uint8_t *bytes = d->bytes + game;
    const int32_t *legal = d->choice_legal + n * d->widest;
    double point;
    int32_t choice;
    double rest;
    if (d->choice_cells == NULL) {
        point = draw * (double)answer->choices;
        choice = (int32_t)point;
        rest = point - (double)choice;
    } else {
        point = draw * (double)d->cells_of_choices;
        const int32_t cell = (int32_t)point;
        rest = point - (double)cell;
        const Py_ssize_t group = group_of(d, game);
        choice = d->choice_cells[(group * d->answer_count + n) * d->cells_of_choices + cell];
    }
    if (legal[choice] < 0 || bytes[legal[choice] * d->byte_stride] != 0)
        return choice;
    int32_t count = 0;
    for (int32_t c = 0; c < answer->choices; c++)
        count += legal[c] < 0 || bytes[legal[c] * d->byte_stride] != 0;
    int32_t left = (int32_t)(rest * (double)count);
    for (int32_t c = 0; c < answer->choices; c++)
        if (legal[c] < 0 || bytes[legal[c] * d->byte_stride] != 0)
            if (left-- == 0)
                return c;
    return answer->by_default;
}

/* Even draws of 53 bits, for some games at once. */
FASTEST static void even_draws(const uint64_t *seeds, uint64_t salt, int width, double *draws)
{
    for (int g = 0; g < width; g++)
        draws[g] = even_draw(seeds[g], salt);
}

/* `draws` are [try][game] of SOME games, of which this is one. */
static void draw_orders(const Draw *d, Py_ssize_t game, double purse, const double *draws)
{
    uint64_t taken[MOST_WORDS] = {0};
    Py_ssize_t given = 0;
    const Py_ssize_t group = group_of(d, game);
    for (Py_ssize_t t = 0; t < d->tries; t++) {
        const double draw = draws[t * SOME];
        const int32_t tried = d->order_cells == NULL
                                  ? (int32_t)(draw * (double)d->order_count)
                                  : d->order_cells[group * d->cells_of_orders +
                                                   (int32_t)(draw * (double)d->cells_of_orders)];
        const OrderPlace *order = d->orders + tried;
        const double price = d->numbers[order->price * d->number_stride + game];
        /* no branches: which orders fit cannot be foreseen */
        int fits = (d->bytes[order->legal * d->byte_stride + game] != 0) & (price <= purse) &
                   (given < d->orders_a_turn);
        uint64_t clash = 0;
        for (Py_ssize_t word = 0; word < d->words; word++)
            clash |= taken[word] & d->rivals[tried * d->words + word];
        fits &= clash == 0;
        purse -= fits ? price : 0.0;
        taken[tried / 64] |= (uint64_t)fits << (tried % 64);
        given += fits;
        d->decisions[order->row * d->decision_stride + game] |= (uint8_t)fits;
    }
}

/* Decides for at most SOME games, from game `first` on. */
static void draw_some(const Draw *d, Py_ssize_t first, int width)
{
    double spent[SOME] = {0.0}, draws[MOST_TRIES * SOME];
    for (Py_ssize_t t = 0; t < d->tries; t++)
        even_draws(d->seeds + first, d->order_salts[t], width, draws + t * SOME);
    int32_t asked_of[SOME] = {0};
    static const uint64_t none = 0;
    for (Py_ssize_t n = 0; n < d->order_count; n++)
        memset(d->decisions + d->orders[n].row * d->decision_stride + first, 0, (size_t)width);
    for (Py_ssize_t n = 0; n < d->answer_count; n++) {
        const AnswerPlace *answer = d->answers + n;
        const double *cost = d->choice_cost + n * d->widest;
        uint8_t *decided = d->decisions + answer->row * d->decision_stride + first;
        memset(decided, answer->by_default, (size_t)width);
        const uint8_t *waits = d->bytes + answer->waits * d->byte_stride + first;
        const double *number = d->numbers + answer->waits * d->number_stride + first;
        for (int g = 0; g < width; g++) {
            if (!answer->waits_in_numbers && g % 8 == 0 && g + 8 <= width && memcmp(waits + g, &none, 8) == 0) {
                g += 7;
                continue;
            }
            if (answer->waits_in_numbers ? number[g] == 0.0 : waits[g] == 0)
                continue;
            const int32_t choice = draw_choice(d, n, first + g);
            decided[g] = (uint8_t)choice;
            spent[g] += cost[choice];
            asked_of[g]++;
        }
    }
    for (int g = 0; g < width; g++) {
        const double purse = d->numbers[d->purse * d->number_stride + first + g];
        if (asked_of[g] && spent[g] > purse) {
            spent[g] = 0.0;
            for (Py_ssize_t n = 0; n < d->answer_count; n++) {
                uint8_t *decided = d->decisions + d->answers[n].row * d->decision_stride + first + g;
                if (d->choice_cost[n * d->widest + *decided] > 0.0)
                    *decided = (uint8_t)d->answers[n].by_default;
            }
        }
        if (d->order_count)
            draw_orders(d, first + g, purse - spent[g], draws + g);
    }
}

/* The arrays of one side, as Python gives them: see `NativeDrawing` in native.py. */
typedef struct {
    Py_buffer views[D_OBJECTS];
    int opened;
    Draw draw;
} Side;

/* A side's tuple: its arrays, salts by turn `[turn, salt]`, then widest, purse and orders a turn. */
static int open_side(PyObject *tuple, Side *side)
{
    side->opened = 0;
    for (; side->opened < D_OBJECTS; side->opened++) {
        PyObject *object = PyTuple_GetItem(tuple, side->opened);
        if (object == NULL || PyObject_GetBuffer(object, side->views + side->opened, PyBUF_ND) != 0)
            return -1;
    }
    Draw *d = &side->draw;
    const Py_buffer *v = side->views;
    memset(d, 0, sizeof *d);
    d->orders = v[D_ORDERS].buf;
    d->rivals = v[D_RIVALS].buf;
    d->words = v[D_RIVALS].shape[1];
    d->answers = v[D_ANSWERS].buf;
    d->choice_legal = v[D_CHOICE_LEGAL].buf;
    d->choice_cost = v[D_CHOICE_COST].buf;
    d->order_cells = v[D_ORDER_CELLS].len ? v[D_ORDER_CELLS].buf : NULL;
    d->choice_cells = v[D_CHOICE_CELLS].len ? v[D_CHOICE_CELLS].buf : NULL;
    d->cells_of_orders = d->order_cells == NULL ? 0 : v[D_ORDER_CELLS].shape[1];
    d->cells_of_choices = d->choice_cells == NULL ? 0 : v[D_CHOICE_CELLS].shape[2];
    d->group = v[D_GROUP].len ? v[D_GROUP].buf : NULL;
    d->order_count = v[D_ORDERS].len / (Py_ssize_t)sizeof(OrderPlace);
    d->answer_count = v[D_ANSWERS].len / (Py_ssize_t)sizeof(AnswerPlace);
    d->tries = v[D_ORDER_SALTS].shape[1];
    Py_ssize_t *const numbers[] = {&d->widest, &d->purse, &d->orders_a_turn};
    for (int n = 0; n < 3; n++) {
        PyObject *object = PyTuple_GetItem(tuple, D_OBJECTS + n);
        if (object == NULL || (*numbers[n] = PyLong_AsSsize_t(object)) == -1)
            if (PyErr_Occurred())
                return -1;
    }
    if (d->tries > MOST_TRIES || d->words > MOST_WORDS) {
        PyErr_SetString(PyExc_ValueError, "too many orders");
        return -1;
    }
    return 0;
}

static void close_side(Side *side)
{
    while (side->opened-- > 0)
        PyBuffer_Release(side->views + side->opened);
}

INLINE void set_turn(Side *side, Py_ssize_t turn)
{
    side->draw.order_salts = (const uint64_t *)side->views[D_ORDER_SALTS].buf + turn * side->draw.tries;
    side->draw.answer_salts = (const uint64_t *)side->views[D_ANSWER_SALTS].buf + turn * side->draw.answer_count;
}

/* draw(side, seeds, numbers, bytes, decisions)
   Fills one side's rows of the decisions; its salts are those of one turn. */
static PyObject *draw(PyObject *self, PyObject *args)
{
    PyObject *tuple, *objects[4];
    if (!PyArg_ParseTuple(args, "OOOOO", &tuple, objects, objects + 1, objects + 2, objects + 3))
        return NULL;
    Side side;
    Py_buffer views[4];
    int opened = 0;
    PyObject *result = NULL;
    if (open_side(tuple, &side) == 0)
        for (; opened < 4; opened++)
            if (PyObject_GetBuffer(objects[opened], views + opened,
                                   opened == 3 ? PyBUF_WRITABLE | PyBUF_STRIDES : PyBUF_STRIDES) != 0)
                break;
    if (opened == 4) {
        Draw *d = &side.draw;
        const Py_ssize_t games = views[0].len / 8;
        d->seeds = views[0].buf;
        d->numbers = views[1].buf;
        d->bytes = views[2].buf;
        d->decisions = views[3].buf;
        d->number_stride = views[1].strides[0] / 8;
        d->byte_stride = views[2].strides[0];
        d->decision_stride = views[3].strides[0];
        set_turn(&side, 0);
        Py_BEGIN_ALLOW_THREADS
        for (Py_ssize_t first = 0; first < games; first += SOME)
            draw_some(d, first, games - first < SOME ? (int)(games - first) : SOME);
        Py_END_ALLOW_THREADS
        result = Py_NewRef(Py_None);
    }
    while (opened-- > 0)
        PyBuffer_Release(views + opened);
    close_side(&side);
    return result;
}

/* -- games, a tile at a time -- */

/* The batch, whose rows stand far apart, and the tile that is being worked on. */
typedef struct {
    double *numbers, *notes;
    uint8_t *bytes;
    const uint8_t *decisions;
    const uint64_t *seeds;
    Py_ssize_t games, number_rows, byte_rows, decision_rows, number_stride, byte_stride, decision_stride, frozen;
} Whole;

typedef struct {
    Py_ssize_t columns[TILE]; /* [lane]: which game of the batch */
    uint64_t seeds[TILE];
    uint8_t is_live[TILE];
    int width; /* lanes in use */
    int is_mixed; /* whether lanes have changed places */
} Tile;

/* Takes in the next games that are not over, from `next` on; gives where to go on. */
static Py_ssize_t fill(const Whole *w, const Room *room, Tile *tile, Py_ssize_t next, Py_ssize_t last)
{
    tile->width = tile->is_mixed = 0;
    memset(tile->is_live, 0, sizeof tile->is_live);
    for (; next < last && tile->width < TILE; next++)
        if (w->frozen < 0 || w->bytes[w->frozen * w->byte_stride + next] == 0) {
            tile->is_live[tile->width] = 1;
            tile->seeds[tile->width] = w->seeds[next];
            tile->columns[tile->width++] = next;
        }
    if (tile->width == 0)
        return next;
    const Py_ssize_t *columns = tile->columns, first = columns[0];
    const int width = tile->width, is_whole = columns[width - 1] - first == width - 1;
    for (Py_ssize_t r = 0; r < w->number_rows; r++) {
        double *to = room->numbers + r * room->stride;
        const double *from = w->numbers + r * w->number_stride;
        if (is_whole)
            memcpy(to, from + first, (size_t)width * 8);
        else
            for (int g = 0; g < width; g++)
                to[g] = from[columns[g]];
    }
    for (Py_ssize_t r = 0; r < w->byte_rows + w->decision_rows; r++) {
        uint8_t *to = room->bytes + r * room->stride;
        const uint8_t *from = r < w->byte_rows ? w->bytes + r * w->byte_stride
                                               : w->decisions + (r - w->byte_rows) * w->decision_stride;
        if (is_whole)
            memcpy(to, from + first, (size_t)width);
        else
            for (int g = 0; g < width; g++)
                to[g] = from[columns[g]];
    }
    return next;
}

/* Writes back lanes; all of them where `lanes` is NULL. */
static void keep(const Whole *w, const Room *room, const Tile *tile, const int32_t *lanes, int count)
{
    const Py_ssize_t *columns = tile->columns;
    const int is_whole = lanes == NULL && !tile->is_mixed && columns[count - 1] - columns[0] == count - 1;
    for (Py_ssize_t r = 0; r < w->number_rows; r++) {
        double *to = w->numbers + r * w->number_stride;
        const double *from = room->numbers + r * room->stride;
        if (is_whole)
            memcpy(to + columns[0], from, (size_t)count * 8);
        else
            for (int g = 0; g < count; g++) {
                const int lane = lanes == NULL ? g : lanes[g];
                to[columns[lane]] = from[lane];
            }
    }
    for (Py_ssize_t r = 0; r < w->byte_rows; r++) {
        uint8_t *to = w->bytes + r * w->byte_stride;
        const uint8_t *from = room->bytes + r * room->stride;
        if (is_whole)
            memcpy(to + columns[0], from, (size_t)count);
        else
            for (int g = 0; g < count; g++) {
                const int lane = lanes == NULL ? g : lanes[g];
                to[columns[lane]] = from[lane];
            }
    }
}

/* Writes back the games that have just ended, and closes the ranks if there are many gaps. */
static void settle(const Whole *w, const Room *room, Tile *tile)
{
    const uint8_t *ended = room->bytes + w->frozen * room->stride;
    int32_t over[TILE];
    int count = 0, gaps = 0;
    for (int g = 0; g < tile->width; g++) {
        if (tile->is_live[g] && ended[g]) {
            over[count++] = g;
            tile->is_live[g] = 0;
        }
        gaps += !tile->is_live[g];
    }
    if (count)
        keep(w, room, tile, over, count);
    if (gaps < 64 || gaps * 8 < tile->width)
        return; /* hardly fewer lanes would be worked on */
    int32_t from[TILE], to[TILE];
    int moves = 0, front = 0, back = tile->width - 1;
    for (;;) {
        while (front < back && tile->is_live[front])
            front++;
        while (front < back && !tile->is_live[back])
            back--;
        if (front >= back)
            break;
        from[moves] = back--;
        to[moves++] = front++;
    }
    for (Py_ssize_t r = 0; r < w->number_rows; r++)
        for (int m = 0; m < moves; m++)
            room->numbers[r * room->stride + to[m]] = room->numbers[r * room->stride + from[m]];
    for (Py_ssize_t r = 0; r < w->byte_rows; r++)
        for (int m = 0; m < moves; m++)
            room->bytes[r * room->stride + to[m]] = room->bytes[r * room->stride + from[m]];
    for (int m = 0; m < moves; m++) {
        tile->columns[to[m]] = tile->columns[from[m]];
        tile->seeds[to[m]] = tile->seeds[from[m]];
        tile->is_live[to[m]] = 1;
        tile->is_live[from[m]] = 0;
    }
    tile->width -= gaps;
    tile->is_mixed = 1;
}

/* A player's own luck for a turn: see `luck.own_seeds`. */
static void own_seeds(const Tile *tile, uint64_t salt, uint64_t *seeds)
{
    for (int g = 0; g < tile->width; g++) {
        uint64_t x = tile->seeds[g] + salt;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
        seeds[g] = (x ^ (x >> 31)) >> 11;
    }
}

/* Plays a tile on for some turns, the sides deciding by luck; gives the game-turns. */
static Py_ssize_t play_on(Code *code, const Whole *w, const Room *room, Tile *tile, Side *sides,
                          Py_ssize_t side_count, Py_ssize_t turns, const uint64_t *salts, Py_ssize_t salt_count,
                          const uint64_t *seed_salts)
{
    Py_ssize_t played = 0;
    for (Py_ssize_t turn = 0; turn < turns; turn++) {
        int live = 0;
        for (int g = 0; g < tile->width; g++)
            live += tile->is_live[g];
        if (live == 0)
            break;
        played += live;
        uint64_t seeds[TILE];
        if (seed_salts != NULL)
            own_seeds(tile, seed_salts[turn], seeds);
        else
            memcpy(seeds, tile->seeds, sizeof seeds);
        for (Py_ssize_t n = 0; n < side_count; n++) {
            Draw *d = &sides[n].draw;
            d->seeds = seeds;
            d->numbers = room->numbers;
            d->bytes = room->bytes;
            d->decisions = room->bytes + w->byte_rows * room->stride;
            d->number_stride = d->byte_stride = d->decision_stride = room->stride;
            d->columns = tile->columns;
            set_turn(sides + n, turn);
            for (int first = 0; first < tile->width; first += SOME)
                draw_some(d, first, tile->width - first < SOME ? tile->width - first : SOME);
        }
        code->salts = salts + turn * salt_count;
        run_tile(code, room, tile->seeds, tile->is_live, tile->columns, w->notes, w->games, tile->width);
        if (turns > 1)
            settle(w, room, tile);
    }
    return played;
}

enum { BLOCKS, STEPS, INPUTS, OUTPUTS, CONSTANTS, TABLES, SMALL_TABLES, TABLE_START, TABLE_LAST, SALTS,
       SEED_SALTS, SEEDS, NUMBERS, BYTES, DECISIONS, NOTES, ROOM, OBJECTS };

/* run(blocks, steps, inputs, outputs, constants, tables, small_tables, table_start, table_last, salts,
       seed_salts, seeds, numbers, bytes, decisions, notes, room, sides, all_numbers, own_numbers, all_bytes,
       own_bytes, frozen, first, last)
   Runs a section on games `first` to `last - 1`: once for each turn of `salts` `[turn, salt]`. Before each,
   `sides` decide by luck, under the games' seeds or, with `seed_salts` `[turn]`, under words drawn from
   them. Games whose byte row `frozen` is not 0 stay as they are; -1: there is no such row. `room` is for
   the rows of a tile, temporaries with them, and of the largest guarded block, so many of numbers and of
   bytes; each thread needs its own. Gives how many game-turns that were. */
static PyObject *run(PyObject *self, PyObject *args)
{
    PyObject *objects[OBJECTS], *side_tuples;
    Py_ssize_t all_numbers, all_bytes, own_numbers, own_bytes, first_game, last_game;
    Whole w;
    if (!PyArg_ParseTuple(args, "OOOOOOOOOOOOOOOOOOnnnnnnn", objects, objects + 1, objects + 2, objects + 3,
                          objects + 4, objects + 5, objects + 6, objects + 7, objects + 8, objects + 9,
                          objects + 10, objects + 11, objects + 12, objects + 13, objects + 14, objects + 15,
                          objects + 16, &side_tuples, &all_numbers, &own_numbers, &all_bytes, &own_bytes,
                          &w.frozen, &first_game, &last_game))
        return NULL;
    Py_buffer views[OBJECTS];
    Side sides[2];
    Py_ssize_t side_count = PyTuple_Size(side_tuples), sides_opened = 0;
    int opened = 0;
    PyObject *result = NULL;
    Room room;
    for (; opened < OBJECTS; opened++) {
        const int is_changed = opened == NUMBERS || opened == BYTES || opened == NOTES || opened == ROOM;
        const int is_rows = opened == NUMBERS || opened == BYTES || opened == DECISIONS; /* with room between */
        if (PyObject_GetBuffer(objects[opened], views + opened,
                               (is_changed ? PyBUF_WRITABLE : 0) | (is_rows ? PyBUF_STRIDES : PyBUF_ND)) != 0)
            break;
    }
    if (opened < OBJECTS || side_count < 0 || side_count > 2)
        goto done;
    for (; sides_opened < side_count; sides_opened++)
        if (open_side(PyTuple_GetItem(side_tuples, sides_opened), sides + sides_opened) != 0) {
            sides_opened++;
            goto done;
        }
    room.stride = views[SEEDS].len / 8 <= LANES ? LANES : TILE;
    if (views[ROOM].len < ((all_numbers + own_numbers) * 8 + all_bytes + own_bytes) * room.stride + 64) {
        PyErr_SetString(PyExc_ValueError, "there is not enough room for a tile");
        goto done;
    }
    room.numbers = views[ROOM].buf;
    room.own_numbers = room.numbers + all_numbers * room.stride;
    room.bytes = (uint8_t *)(room.own_numbers + own_numbers * room.stride);
    room.own_bytes = room.bytes + all_bytes * room.stride; /* 64 bytes are read at once, hence some more */
    Code code = {views[BLOCKS].buf, views[BLOCKS].len / (Py_ssize_t)sizeof(Block), views[STEPS].buf,
                 views[INPUTS].buf, views[OUTPUTS].buf, views[CONSTANTS].buf, views[TABLES].buf,
                 views[SMALL_TABLES].buf, views[TABLE_START].buf, views[TABLE_LAST].buf, NULL};
    w.games = views[SEEDS].len / 8;
    w.numbers = views[NUMBERS].buf;
    w.bytes = views[BYTES].buf;
    w.decisions = views[DECISIONS].buf;
    w.notes = views[NOTES].buf;
    w.seeds = views[SEEDS].buf;
    w.number_rows = views[NUMBERS].shape[0];
    w.byte_rows = views[BYTES].shape[0];
    w.decision_rows = views[DECISIONS].shape[0];
    w.number_stride = views[NUMBERS].strides[0] / 8;
    w.byte_stride = views[BYTES].strides[0];
    w.decision_stride = views[DECISIONS].strides[0];
    const Py_ssize_t turns = views[SALTS].shape[0], salt_count = views[SALTS].shape[1];
    const uint64_t *seed_salts = views[SEED_SALTS].len ? views[SEED_SALTS].buf : NULL;
    Py_ssize_t played = 0;
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t next = first_game; next < last_game;) {
        Tile tile;
        next = fill(&w, &room, &tile, next, last_game);
        if (tile.width == 0)
            break;
        played += play_on(&code, &w, &room, &tile, sides, side_count, turns, views[SALTS].buf, salt_count,
                          seed_salts);
        int32_t live[TILE];
        int count = 0;
        for (int g = 0; g < tile.width; g++) {
            live[count] = g;
            count += tile.is_live[g];
        }
        if (count)
            keep(&w, &room, &tile, count == tile.width ? NULL : live, count);
    }
    Py_END_ALLOW_THREADS
    result = PyLong_FromSsize_t(played);
done:
    while (sides_opened-- > 0)
        close_side(sides + sides_opened);
    while (opened-- > 0)
        PyBuffer_Release(views + opened);
    return result;
}

static PyMethodDef methods[] = {{"run", run, METH_VARARGS, "Runs a section on a range of games."},
                                {"draw", draw, METH_VARARGS, "Draws one side's decisions by luck alone."},
                                {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_native", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void)
{
    PyObject *made = PyModule_Create(&module);
    if (made != NULL && (PyModule_AddIntConstant(made, "TILE", TILE) != 0 ||
                         PyModule_AddIntConstant(made, "LANES", LANES) != 0)) {
        Py_DECREF(made);
        return NULL;
    }
    return made;
}
