/* The games of a batch, a tile at a time: taken in, run, played on and written back; part of _native.c. */

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

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
    for (int g = 0; g < tile->width; g++)
        seeds[g] = mixed(tile->seeds[g] + salt) >> 11;
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
