/* Whole games at random play: choosing as game/engine/drawing.py does, each tile from start to end. */

#define EVERY(g, set) for (uint64_t left_ = (set), g; left_ && (g = (uint64_t)__builtin_ctzll(left_), 1); left_ &= left_ - 1)

INLINE int is_legal(const Tile *t, int32_t place, int g) { return place < 0 || byte_at(t, place, g) != 0; }

static int32_t choice_of(const Tile *t, const Hand *h, int n, int g, uint64_t salt)
{
    const AnswerPlace *answer = h->answers + n;
    const int32_t *legal = h->choice_legal + n * h->widest;
    const double point = (double)(int64_t)(mixed(seed_at(t, g) + salt) >> 11) * 0x1p-53 * (double)answer->choices;
    const int32_t choice = (int32_t)point;
    if (is_legal(t, legal[choice], g))
        return choice;
    int32_t count = 0;
    for (int32_t c = 0; c < answer->choices; c++)
        count += is_legal(t, legal[c], g);
    int32_t left = (int32_t)((point - (double)choice) * (double)count);
    for (int32_t c = 0; c < answer->choices; c++)
        if (is_legal(t, legal[c], g) && left-- == 0)
            return c;
    return answer->by_default;
}

/* One order after another, those kept that still fit; without branches, which would be guessed wrong. */
static void choose_orders(Tile *t, const Hand *h, int turn, T live, double *purse)
{
    uint64_t taken[ORDER_WORDS][LANES] = {{0}};
    int32_t given[LANES] = {0};
    for (int n = 0; n < h->tries; n++) {
        int32_t tried[LANES];
        even_places(t, h->order_salts[turn * h->tries + n], (double)h->order_count, tried);
        for (int g = 0; g < LANES; g++) {
            const OrderPlace *order = h->orders + tried[g];
            const double price = number_at(t, order->price, g);
            uint64_t clash = 0;
            for (int word = 0; word < ORDER_WORDS; word++)
                clash |= order->rivals[word] & taken[word][g];
            const unsigned fits = (unsigned)(live >> g & 1) & (byte_at(t, order->legal, g) != 0) & (price <= purse[g]) &
                                  (given[g] < h->orders_a_turn) & (clash == 0);
            for (int word = 0; word < ORDER_WORDS; word++)
                taken[word][g] |= order->own[word] & (0 - (uint64_t)fits);
            purse[g] -= price * (double)fits;
            given[g] += (int32_t)fits;
            also_at(t, order->row, g, (uint8_t)fits);
        }
    }
}

static __attribute__((noinline)) void choose(Tile *t, const Hand *h, int turn, T live)
{
    double spent[LANES] = {0.0};
    T asked = 0;
    for (int n = 0; n < h->order_count; n++)
        set_all(t, h->orders[n].row, 0);
    for (int n = 0; n < h->answer_count; n++) {
        const AnswerPlace *answer = h->answers + n;
        set_all(t, answer->row, (uint8_t)answer->by_default);
        const T waits = live & (answer->waits_in_numbers ? nonzero_number(t, answer->waits)
                                                         : nonzero_byte(t, answer->waits));
        EVERY(g, waits) {
            const int32_t choice = choice_of(t, h, n, (int)g, h->answer_salts[turn * h->answer_count + n]);
            set_byte_at(t, answer->row, (int)g, (uint8_t)choice);
            spent[g] += h->choice_cost[n * h->widest + choice];
        }
        asked |= waits;
    }
    double purse[LANES];
    for (int g = 0; g < LANES; g++)
        purse[g] = number_at(t, h->purse, g);
    EVERY(g, asked) {
        if (spent[g] > purse[g]) {
            spent[g] = 0.0;
            for (int n = 0; n < h->answer_count; n++)
                if (h->choice_cost[n * h->widest + byte_at(t, h->answers[n].row, (int)g)] > 0.0)
                    set_byte_at(t, h->answers[n].row, (int)g, (uint8_t)h->answers[n].by_default);
        }
        purse[g] -= spent[g];
    }
    if (h->order_count)
        choose_orders(t, h, turn, live, purse);
}

static __attribute__((noinline)) void keep(const Tile *t, int g, double *numbers, uint8_t *bytes)
{
    for (int row = 0; row < STATE_NUMBERS; row++)
        numbers[row] = number_at(t, row, g);
    for (int row = 0; row < STATE_BYTES; row++)
        bytes[row] = byte_at(t, byte_places[row], g);
}

/* Fills a tile with new games, `first` and following; gives which lanes have one. */
static __attribute__((noinline)) T open_tile(Tile *t, const uint64_t *seeds, int64_t first, int64_t games)
{
    T live = 0;
    memset(t, 0, sizeof *t);
    for (int g = 0; g < LANES; g++) {
        fill_seed(t, g, first + g < games ? seeds[first + g] : 0);
        live |= (T)((T)(first + g < games) << g);
    }
    for (int row = 0; row < STATE_NUMBERS; row++)
        fill_number(t, row, number_starts[row]);
    for (int row = 0; row < STATE_BYTES; row++)
        set_all(t, byte_places[row], byte_starts[row]);
    return live;
}

/* Plays games to their ends; `numbers` [game][row] and `bytes` [game][row] take how they stand then.
   TILES tiles go through each function together, so that its code is fetched once for all of them.
   Gives how many game-turns that were; -1: no memory. */
int64_t play(const uint64_t *seeds, int64_t games, double *numbers, uint8_t *bytes)
{
    Tile *all = aligned_alloc(64, (sizeof(Tile) * TILES + 63) / 64 * 64);
    if (all == NULL)
        return -1;
    int64_t played = 0;
    for (int64_t begin = 0; begin < games; begin += LANES * TILES) {
        Tile *tiles[TILES];
        int64_t first[TILES];
        T live[TILES];
        int count = 0;
        for (; count < TILES && begin + count * LANES < games; count++) {
            tiles[count] = all + count;
            first[count] = begin + count * LANES;
            live[count] = open_tile(tiles[count], seeds, first[count], games);
        }
        start_of(tiles, count, start_salts);
        for (int turn = 1; turn <= TURNS && count; turn++) {
            for (int n = 0; n < count; n++)
                for (int side = 0; side < SIDES; side++)
                    choose(tiles[n], hands + side, turn, live[n]);
            turn_of(tiles, count, all_turn_salts + turn * WORDS);
            int going = 0;
            for (int n = 0; n < count; n++) {
                const T over = (T)(live[n] & (turn == TURNS ? ALL : nonzero_byte(tiles[n], ENDED)));
                played += __builtin_popcountll(live[n]);
                EVERY(g, over)
                    keep(tiles[n], (int)g, numbers + (first[n] + (int64_t)g) * STATE_NUMBERS,
                         bytes + (first[n] + (int64_t)g) * STATE_BYTES);
                if (live[n] == over)
                    continue;
                tiles[going] = tiles[n];
                first[going] = first[n];
                live[going++] = live[n] & (T)~over;
            }
            count = going;
        }
    }
    free(all);
    return played;
}
